import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";
import type { PageState, WhatsAppPage } from "../../support/whatsapp-web-page.ts";
import { green, openDesk, type WhatsAppWebUnderTest } from "./open.ts";

const SARA = "989121234567@c.us";
const SARAS_LID = "77001234567890@lid";
const undo: (() => unknown)[] = [];
const desk = (...args: Parameters<typeof openDesk>): WhatsAppWebUnderTest => {
  const made = openDesk(...args);
  undo.push(() => made.close());
  return made;
};
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

const texts = ({ heard }: WhatsAppWebUnderTest): readonly string[] => heard.map(({ text }) => text);
const types = ({ heard }: WhatsAppWebUnderTest): readonly string[] => heard.map(({ type }) => type);
const isRed = ({ health }: WhatsAppWebUnderTest): boolean => health.at(-1)?.state === "red";
/** The n-th page is in that state from its beginning. */
const pages = (...states: readonly PageState[]) => {
  return (page: WhatsAppPage, nth: number): void => {
    page.state = states[nth] ?? "answers";
  };
};
/** The first page has no link, or only the later ones. */
const unlinked = (which: "first" | "later" | "all") => {
  return (page: WhatsAppPage, nth: number): void => {
    const isIt = which === "all" || (which === "first") === (nth === 0);
    page.socketState = isIt ? "UNPAIRED" : "CONNECTED";
  };
};

describe("hearing a linked phone", () => {
  it("tells the same message by the same event, however often the page shows it", async () => {
    const one = desk();
    await green(one);
    const first = one.page().puts(SARA, { body: "سلام", notifyName: "سارا" });
    one.page().tells(first);
    await one.reaches(() => one.heard.length === 2);
    expect(one.heard[1]?.eventId).toBe(one.heard[0]?.eventId);
    expect(one.heard[0]).toMatchObject({ threadId: SARA, sender: { name: "سارا", phone: "+989121234567" } });
  });

  it("knows its own messages, and takes what is written on the phone for a person's", async () => {
    const one = desk();
    await green(one);
    const part = { id: "1", threadId: SARA, text: "می‌رسد.", buttons: [], replyTo: null };
    expect(await one.adapter.send(part, AbortSignal.timeout(5_000))).toMatchObject({ kind: "sent" });
    one.page().puts(SARA, { body: "می‌رسد.", fromMe: true });
    await one.reaches(() => one.heard.length === 1);
    expect(one.heard).toMatchObject([{ type: "echo", text: "می‌رسد.", threadId: SARA }]);
  });

  it("tells changed words, words taken back, reactions, and how far an answer got in whatever order", async () => {
    const one = desk();
    await green(one);
    const said = one.page().puts(SARA, { body: "سفارش ۱" });
    const sent = await one.adapter.send(
      { id: "1", threadId: SARA, text: "بله", buttons: [], replyTo: said.id.id },
      AbortSignal.timeout(5_000),
    );
    const id = sent.kind === "sent" ? sent.id : "";
    expect(one.page().sent).toMatchObject([{ quoted: said.id.id }]);
    one.page().reacts(said, "👍");
    for (const ack of [3, 2]) one.page().acks(SARA, id, ack);
    one.page().edits(said, "سفارش ۲");
    await one.reaches(() => one.heard.length === 5);
    expect(types(one)).toEqual(["message", "reaction", "status", "status", "edit"]);
    expect(one.heard[4]).toMatchObject({ externalId: said.id.id, text: "سفارش ۲" });
    expect(one.heard.slice(2, 4)).toMatchObject([
      { status: "read", externalId: id },
      { status: "delivered", externalId: id },
    ]);
    const again = one.page().puts(SARA, { body: "اشتباه" });
    one.page().revokes(again);
    await one.reaches(() => one.heard.length === 7);
    expect(one.heard[6]).toMatchObject({ type: "edit", externalId: again.id.id, text: "" });
  });

  it("keeps one thread for a person whose both ids WhatsApp tells, and proves it once", async () => {
    const one = desk((page) => page.lids.set(SARA, SARAS_LID));
    await green(one);
    one.page().puts(SARA, { body: "یک" });
    one.page().puts(SARAS_LID, { body: "دو" });
    await one.reaches(() => one.heard.length === 3);
    expect(one.heard).toMatchObject([
      { type: "identity", identity: { from: SARA, to: SARAS_LID } },
      { type: "message", text: "یک", threadId: SARAS_LID, sender: { phone: "+989121234567" } },
      { type: "message", text: "دو", threadId: SARAS_LID },
    ]);
  });

  it("ignores groups, statuses and channels", async () => {
    const one = desk();
    await green(one);
    for (const chat of ["12036304@g.us", "status@broadcast", "12@newsletter"]) one.page().puts(chat, { body: "همه" });
    one.page().puts(SARA, { body: "من" });
    await one.reaches(() => one.heard.length === 1);
    expect(texts(one)).toEqual(["من"]);
  });

  it("stores what the database refused, as soon as it takes it, and says so meanwhile", async () => {
    let refused = 0;
    const sink = async (): Promise<void> => {
      refused += 1;
      if (refused <= 2) throw new Error("the database is away");
    };
    const one = desk(undefined, { sink });
    await green(one);
    one.page().puts(SARA, { body: "گم نشود" });
    await one.reaches(() => one.heard.length === 1 && one.health.at(-1)?.state === "green");
    expect(one.health).toContainEqual(expect.objectContaining({ why: "Messages arrive but cannot be stored." }));
  });
});

describe("what was written while nobody was connected", () => {
  it("is heard after the return, in order and before what comes live; from before the link nothing is", async () => {
    const folder = tempFolder(0o700);
    undo.push(folder.remove);
    const before = { body: "پیش از اتصال", t: 1_780_000_000 };
    const first = desk((page) => void page.puts(SARA, before, false), { dataDir: folder.path });
    await green(first);
    first.page().puts(SARA, { body: "یک", t: 1_790_000_100 });
    await first.reaches(() => first.heard.length === 1);
    await first.pause();
    expect(texts(first)).toEqual(["یک"]);

    const second = desk(
      (page) => {
        page.puts(SARA, before, false);
        page.puts(SARA, { body: "سه", t: 1_790_000_300 }, false);
        page.puts("989351111111@c.us", { body: "دو", t: 1_790_000_200 }, false);
      },
      { dataDir: folder.path },
    );
    await green(second);
    second.page().puts(SARA, { body: "زنده", t: 1_790_000_400 });
    await second.reaches(() => texts(second).includes("زنده"));
    expect(texts(second)).toEqual(["دو", "سه", "زنده"]);
  });
});

describe("the health of a linked phone", () => {
  it("shows each code once, in the terminal and to the admin, until the phone has scanned it", async () => {
    const one = desk(unlinked("all"));
    await one.reaches(() => isRed(one));
    expect(one.health.at(-1)).toMatchObject({
      why: "No phone is linked.",
      link: expect.stringContaining("first-code"),
    });
    expect(one.adapter.canSend?.()).toBe(false);
    one.page().shows("second-code");
    await one.reaches(() => JSON.stringify(one.health.at(-1)).includes("second-code"));
    expect(one.said).toHaveLength(2);
    one.page().syncs();
    await green(one);
    expect(one.adapter.canSend?.()).toBe(true);
  });

  it("takes another browser where a code is not renewed", async () => {
    const one = desk(unlinked("first"));
    await one.reaches(() => isRed(one));
    await one.time.pass(120_000);
    await green(one);
    expect(one.clients).toHaveLength(2);
  });

  it("does not wait for a ready that never comes", async () => {
    const one = desk(pages("never-ready"));
    await one.reaches(() => one.health.some(({ state }) => state === "yellow"));
    await one.time.pass(76_000);
    await green(one);
    expect(one.health).toContainEqual(
      expect.objectContaining({ state: "red", why: "The phone is linked, but WhatsApp Web never became ready." }),
    );
  });

  it.each(["hangs", "gone"] as const)("is red within a minute when the page %s, and nobody says so", async (state) => {
    const one = desk();
    await green(one);
    one.page().state = state;
    await one.time.pass(46_000);
    expect(one.health).toContainEqual(
      expect.objectContaining({ state: "red", why: expect.stringContaining("stopped answering") }),
    );
    await green(one);
    expect(one.adapter.canSend?.()).toBe(true);
    expect(one.clients).toHaveLength(2);
  });

  it("recovers from a browser that ended and from a page that crashed", async () => {
    const one = desk();
    await green(one);
    one.clients[0]?.browser.emit("disconnected");
    await one.reaches(() => one.clients.length === 2 && one.health.at(-1)?.state === "green");
    one.page().events.emit("error", new Error("Page crashed!"));
    await one.reaches(() => one.clients.length === 3 && one.health.at(-1)?.state === "green");
    const reds = one.health.flatMap((state) => (state.state === "red" ? [state.why] : []));
    expect(reds.join()).toMatch(/the browser ended.*the page crashed/);
  });

  it.each([
    ["LOGOUT", (one: WhatsAppWebUnderTest) => one.clients[0]?.client.emit("disconnected", "LOGOUT")],
    ["auth_failure", (one: WhatsAppWebUnderTest) => one.clients[0]?.client.emit("auth_failure", "session expired")],
  ])("forgets the link after %s and asks for another scan", async (_name, happen) => {
    const one = desk(unlinked("later"));
    await green(one);
    const profile = join(one.folder, "session");
    mkdirSync(profile);
    happen(one);
    await one.reaches(() => JSON.stringify(one.health.at(-1)).includes("first-code"));
    expect(existsSync(profile)).toBe(false);
    expect(one.health.some((state) => state.state === "red" && /scan the code again/i.test(state.hint))).toBe(true);
  });

  it("is closed to other users of the machine", async () => {
    const one = desk();
    await green(one);
    expect(statSync(one.folder).mode & 0o777).toBe(0o700);
  });

  it("warns of bans at the start", async () => {
    const one = desk();
    await green(one);
    expect(one.lines[0]).toMatch(/may ban this number/);
  });
});

describe("sending by a linked phone", () => {
  const part = { id: "1", threadId: SARA, text: "سلام", buttons: [], replyTo: null };
  const send = (one: WhatsAppWebUnderTest) => one.adapter.send(part, AbortSignal.timeout(5_000));

  it("waits while there is no connection", async () => {
    const one = desk(unlinked("all"));
    await one.reaches(() => isRed(one));
    expect(await send(one)).toMatchObject({ kind: "retry" });
  });

  it("counts as sent what the page has shown, though its answer was lost", async () => {
    const one = desk();
    await green(one);
    one.page().fault = "shows-and-cuts";
    expect(await send(one)).toMatchObject({ kind: "sent", id: expect.stringMatching(/./) });
  });

  it("shows that it types, does not mark the chat as seen, and writes to the id the chat has in the page", async () => {
    const one = desk((page) => page.lids.set(SARA, SARAS_LID));
    await green(one);
    one.page().puts(SARA, { body: "یک" });
    await one.reaches(() => one.heard.length === 2);
    const outcome = await one.adapter.send({ ...part, threadId: SARAS_LID }, AbortSignal.timeout(5_000));
    expect(outcome).toMatchObject({ kind: "sent" });
    expect(one.page().sent).toMatchObject([{ chat: SARA, text: "سلام" }]);
    expect(one.page().typed).toEqual([SARA]);
  });

  it("holds back more than it can send in the time it has", async () => {
    const one = desk();
    await green(one);
    const all = await Promise.all([1, 2, 3, 4].map(() => send(one)));
    expect(all.map(({ kind }) => kind)).toEqual(["sent", "sent", "sent", "retry"]);
  });
});
