import { LLMock } from "@copilotkit/aimock";
import { NO_HEARING } from "../../../src/mind/hearing.ts";
import { hearingContract } from "../../contract/hearing.ts";
import { description, hangs, json, segment, startHearingEndpoint } from "../../support/hearing-endpoint.ts";
import { aHearing } from "./support.ts";

hearingContract("none", async () => ({ hearing: NO_HEARING, hears: [], close: async () => {} }));

hearingContract("an endpoint that tells how sure it was", async () => {
  const endpoint = await startHearingEndpoint();
  const text = "My order 48217 never arrived.";
  endpoint.on("voice", json({ text, segments: [segment(text, -0.6)] }));
  endpoint.on("picture", description("A broken kettle. Order 48217."));
  return {
    hearing: aHearing(endpoint.url).hearing,
    hears: ["voice", "picture", "document"],
    silence() {
      endpoint.on("voice", hangs);
      endpoint.on("picture", hangs);
    },
    close: endpoint.close,
  };
});

hearingContract("an endpoint for recordings alone", async () => {
  const endpoint = await startHearingEndpoint();
  endpoint.on("voice", json({ text: "سلام، سفارشم نرسیده" }));
  return {
    hearing: aHearing(endpoint.url, { vision: false }).hearing,
    hears: ["voice"],
    silence: () => endpoint.on("voice", hangs),
    close: endpoint.close,
  };
});

hearingContract("an independent mock server", async () => {
  const server = new LLMock({ port: 0 });
  await server.start();
  server.onTranscription({ transcription: { text: "My order 48217 never arrived." } });
  server.on({ endpoint: "chat" }, { content: "A broken kettle." });
  return {
    hearing: aHearing(`${server.url}/v1`).hearing,
    hears: ["voice", "picture", "document"],
    silence: () => void server.setChaos({ latencyMs: 60_000 }),
    close: async () => void (await server.stop()),
  };
});
