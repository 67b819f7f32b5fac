import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MEDIA } from "../../contract/hearing.ts";
import {
  bare,
  cut,
  description,
  type HearingEndpoint,
  hangs,
  json,
  type Play,
  refuses,
  segment,
  startHearingEndpoint,
} from "../../support/hearing-endpoint.ts";
import { aHearing } from "./support.ts";

const NEVER = new AbortController().signal;
const TEXT = "My order 48217 never arrived.";

let endpoint: HearingEndpoint;
beforeEach(async () => {
  endpoint = await startHearingEndpoint();
});
afterEach(() => endpoint.close());

describe("a recording", () => {
  it("is asked about in the form that says most of how sure it was, by a name endpoints know", async () => {
    endpoint.on("voice", json({ text: TEXT, segments: [segment(TEXT, -0.1)] }));
    const heard = await aHearing(endpoint.url).hearing.hear({ ...MEDIA.voice, language: "fa" }, NEVER);
    expect(heard).toEqual({ ok: true, value: { kind: "transcript", text: TEXT, doubtful: [] } });
    expect(endpoint.asked("voice")[0]?.form).toMatchObject({
      file: "voice.ogg",
      model: "whisper-1",
      language: "fa",
      response_format: "verbose_json",
    });
  });

  it("is asked about ever more simply, down to bare words, and what was refused once is not tried again", async () => {
    endpoint.on("voice", (call, response) => {
      const { response_format = "" } = call.form;
      const play =
        response_format === "text" ? bare(`${TEXT}\n`) : refuses(400, `response_format '${response_format}'`);
      play(call, response);
    });
    const { hearing } = aHearing(endpoint.url);
    expect(await hearing.hear(MEDIA.voice, NEVER)).toMatchObject({
      ok: true,
      value: { text: TEXT, doubtful: ["48217"] },
    });
    expect((await hearing.hear(MEDIA.voice, NEVER)).ok).toBe(true);
    const forms = endpoint.asked("voice").map(({ form }) => form.response_format);
    expect(forms).toEqual(["verbose_json", "json", "json", "text", "text"]);
  });

  it("is believed as far as the tokens say where the model tells those", async () => {
    endpoint.on("voice", (call, response) => {
      const tokens = [
        ["My", -0.01],
        [" order", -0.02],
        [" 48", -0.05],
        ["217", -0.9],
      ].map(([token, logprob]) => ({ token, logprob }));
      const play =
        call.form.response_format === "json"
          ? json({ text: "My order 48217", logprobs: tokens })
          : refuses(400, "verbose_json is not compatible");
      play(call, response);
    });
    const heard = await aHearing(endpoint.url).hearing.hear(MEDIA.voice, NEVER);
    expect(heard).toMatchObject({ value: { text: "My order 48217", doubtful: ["48217"] } });
  });

  it("in which nobody speaks has no words, whatever the endpoint made up", async () => {
    endpoint.on(
      "voice",
      json({
        text: "Thanks for watching!",
        segments: [segment("Thanks for watching!", -1.4, { no_speech_prob: 0.9 })],
      }),
    );
    expect(await aHearing(endpoint.url).hearing.hear(MEDIA.voice, NEVER)).toMatchObject({
      error: { why: "unreadable" },
    });
  });

  it("keeps nothing unseen in its words, and no more of them than anybody reads", async () => {
    endpoint.on("voice", json({ text: `my\u202e order\u0000 ${"x".repeat(20_000)}` }));
    const heard = await aHearing(endpoint.url).hearing.hear(MEDIA.voice, NEVER);
    if (!heard.ok) throw new Error(heard.error.why);
    expect(heard.value.text).toHaveLength(8_000);
    expect(heard.value.text).toMatch(/^my order x/);
  });
});

const FAILURES: readonly (readonly [string, Play, string])[] = [
  ["has no such path", refuses(404, "not found"), "cannot"],
  ["rejects the kind", refuses(400, "image_url is not supported"), "cannot"],
  ["is broken", refuses(500, "oops"), "unreachable"],
  ["is out of quota", refuses(429, "slow down"), "rate_limited"],
  ["refuses by a filter", json({ error: { message: "no", code: "content_filter" } }, 403), "refused"],
  ["answers with a page", bare("<html><h1>Hi</h1></html>", "text/html"), "unreachable"],
  ["breaks off", cut, "unreachable"],
  ["never answers", hangs, "deadline"],
];

describe.each([MEDIA.voice, MEDIA.picture])("an endpoint asked about a $medium", (media) => {
  it.each(FAILURES)("that %s", async (_how, play, why) => {
    endpoint.on(media.medium === "voice" ? "voice" : "picture", play);
    const { hearing } = aHearing(endpoint.url, { deadlineMs: 300 });
    expect(await hearing.hear(media, NEVER)).toMatchObject({ ok: false, error: { why } });
  });

  it.each([
    ["an empty answer", bare("", "application/json")],
    ["JSON of another kind", json({ hello: "world" })],
    ["no words", media.medium === "voice" ? json({ text: "  " }) : description("-")],
  ] as const)("that gives %s", async (_what, play) => {
    endpoint.on(media.medium === "voice" ? "voice" : "picture", play);
    expect((await aHearing(endpoint.url).hearing.hear(media, NEVER)).ok).toBe(false);
  });
});

describe("an endpoint that cannot", () => {
  it("is asked once and again after ten minutes, for each kind by itself", async () => {
    endpoint.on("voice", json({ text: TEXT }));
    const { hearing, clock, learnt } = aHearing(endpoint.url);
    await hearing.hear(MEDIA.picture, NEVER);
    expect(await hearing.hear(MEDIA.picture, NEVER)).toMatchObject({ error: { why: "cannot" } });
    expect(endpoint.asked("picture")).toHaveLength(1);
    expect(learnt).toEqual(["picture"]);
    expect(["voice", "picture"].filter((medium) => hearing.hears(medium as "voice"))).toEqual(["voice"]);

    endpoint.on("picture", description("A kettle."));
    clock.advance(10 * 60_000);
    expect(hearing.hears("picture")).toBe(true);
    expect((await hearing.hear(MEDIA.picture, NEVER)).ok).toBe(true);
  });

  it("is not what one bad file makes of an endpoint that has done it before", async () => {
    endpoint.on("picture", description("A kettle."));
    const { hearing } = aHearing(endpoint.url);
    await hearing.hear(MEDIA.picture, NEVER);
    endpoint.on("picture", refuses(400, "could not decode the image"));
    expect(await hearing.hear(MEDIA.picture, NEVER)).toMatchObject({ error: { why: "rejected" } });
    expect(hearing.hears("picture")).toBe(true);
  });

  it("is left alone after five failures in a row, for a while", async () => {
    endpoint.on("voice", refuses(503, "overloaded"));
    const { hearing, clock } = aHearing(endpoint.url);
    for (let nth = 0; nth < 5; nth += 1) await hearing.hear(MEDIA.voice, NEVER);
    expect(hearing.hears("voice")).toBe(false);
    expect(await hearing.hear(MEDIA.voice, NEVER)).toMatchObject({ error: { why: "resting" } });
    clock.advance(15_000);
    expect(hearing.hears("voice")).toBe(true);
  });
});
