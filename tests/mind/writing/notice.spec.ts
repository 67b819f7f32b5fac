import { describe, expect, it } from "vitest";
import { REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { DANGERS, type Notice, type NoticeName } from "../../../src/core/reply.ts";
import { formatExactTime, formatTime } from "../../../src/mind/writing/format-time.ts";
import { lacking } from "../../../src/mind/writing/must-contain.ts";
import { renderNotice } from "../../../src/mind/writing/notice.ts";
import { APOLOGIES, aContext, FORBIDDEN, NOW, phrasebook } from "./words.ts";

const REASONS = (
  "asked_for_human safety crisis legal_threat fraud_privacy cancellation_withdrawn return_withdrawn failed_answers abstained vip heat agent_away lease_expired " +
  "review_rejected review_timeout desk_opened desk_closed reopened merged admin"
).split(" ");
const STATUSES = ["new", "open", "waiting_customer", "waiting_internal", "resolved", "closed", "a_later_status"];
const code = "572943816";
const time = "2026-07-01T13:30:00Z";
const opens = "2026-07-04T04:30:00Z";
const orders = ["#48217", "۹۹۳۱"];

/** Every notice in all its shapes: the record makes a forgotten name a type error. */
const ALL: { readonly [N in NoticeName]: readonly Extract<Notice, { name: N }>[] } = {
  queued: REASONS.map((reason) => ({ name: "queued", reason, code, time, orders })),
  "queued-closed": REASONS.map((reason) => ({ name: "queued-closed", reason, code, opens, orders })),
  "desk-closed": [{ name: "desk-closed", opens }],
  released: [{ name: "released" }],
  "agent-away": [
    { name: "agent-away", code },
    { name: "agent-away", code: null },
  ],
  status: STATUSES.flatMap((status) => [
    { name: "status" as const, code, status, time },
    { name: "status" as const, code, status, time: null },
  ]),
  "status-unknown": [{ name: "status-unknown" }],
  "status-limited": [{ name: "status-limited" }],
  "confirm-resolved": [{ name: "confirm-resolved", code }],
  confirmed: [{ name: "confirmed", code }],
  "ask-to-close": [{ name: "ask-to-close", code }],
  "closed-as-wished": [{ name: "closed-as-wished", code }],
  "kept-open": [{ name: "kept-open", code }],
  reopened: [{ name: "reopened", code, time }],
  "promise-missed": [{ name: "promise-missed", code, time }],
  "still-with-you": DANGERS.map((danger) => ({ name: "still-with-you", danger, time })),
  "held-for-review": [{ name: "held-for-review", code, time }],
  "asked-to-reopen": [{ name: "asked-to-reopen" }],
  flood: [{ name: "flood" }],
  "attachment-received": [{ name: "attachment-received" }],
  acknowledged: [{ name: "acknowledged" }],
};

/** Those that wait for a yes or a no. */
const ASKS: ReadonlySet<NoticeName> = new Set(["confirm-resolved", "ask-to-close"]);

describe.each(REPLY_LANGUAGES)("a notice in %s", (language) => {
  const say = (notice: Notice, seed = "s", introduce = false) =>
    renderNotice(notice, language, { ...aContext({ seed, organisation: "Mehr" }), introduce });
  const clock = (iso: string) => formatTime(new Date(iso), NOW, "Asia/Tehran", language);
  const emergency = { fa: "اورژانس", ar: "الطوارئ", en: "emergency" }[language];

  it.each(Object.keys(ALL) as NoticeName[])("%s carries its code and time, in every wording", (name) => {
    for (const notice of ALL[name]) {
      for (let seed = 0; seed < 12; seed += 1) {
        const { text } = say(notice, `${seed}`);
        expect(text).not.toMatch(/[{}]|undefined|null|Invalid|\.\.| {2}/u);
        expect(text.length).toBeLessThanOrEqual(500);
        expect(text.match(/[?؟]/gu)?.length ?? 0).toBe(ASKS.has(name) ? 1 : 0);
        for (const word of FORBIDDEN[language]) expect(text).not.toMatch(word);
        if ("orders" in notice) expect(lacking(text, { orderIds: notice.orders, code })).toEqual([]);
        if ("code" in notice && notice.code) expect(text).toContain(notice.code);
        if ("time" in notice && notice.time) expect(text).toContain(clock(notice.time));
        if ("opens" in notice) expect(text).toContain(clock(notice.opens));
      }
    }
  });

  it("speaks of help, and neither of a case nor of a code, where somebody in danger still waits", () => {
    const cases = { fa: /پرونده|کد/u, ar: /ملف|رقم المتابعة/u, en: /case|code/iu }[language];
    for (const danger of DANGERS) {
      for (const part of phrasebook[language][`still-with-you.${danger}`]) {
        expect(part).toContain(emergency);
        expect(part).not.toMatch(cases);
      }
    }
  });

  it("says of the code beside a held answer that it is the case's", () => {
    for (const part of phrasebook[language]["held-for-review"]) {
      expect(part).not.toMatch(
        /of (?:this|the|your) (?:answer|message)|کد (?:این پاسخ|پیگیری پاسخ)|رقم (?:هذا الجواب|متابعة الجواب)/u,
      );
    }
  });

  it("points to emergency help in a crisis and for safety, and to no invented number", () => {
    for (const reason of ["crisis", "safety"]) {
      for (const notice of [
        { name: "queued", reason, code, time, orders },
        { name: "queued-closed", reason, code, opens, orders },
      ] as const) {
        for (let seed = 0; seed < 6; seed += 1) {
          const { text } = say(notice, `${seed}`);
          expect(text).toContain(emergency);
          const rest = text
            .replace(code, "")
            .replace("#48217", "")
            .replace("۹۹۳۱", "")
            .replace(clock(time), "")
            .replace(clock(opens), "");
          expect(rest).not.toMatch(/[0-9۰-۹٠-٩]/u);
        }
      }
    }
    expect(say({ name: "queued", reason: "heat", code, time, orders: [] }).text).not.toContain(emergency);
  });

  it("says different things to who asked, who is angry, who speaks of law and who was not helped", () => {
    const reasons = [
      "asked_for_human",
      "heat",
      "legal_threat",
      "fraud_privacy",
      "failed_answers",
      "safety",
      "crisis",
      "vip",
    ];
    const texts = reasons.map((reason) => say({ name: "queued", reason, code, time, orders }).text.split("\n")[0]);
    expect(new Set(texts).size).toBe(reasons.length);
  });

  it("tells a person in danger that they are not alone, once, and claims nobody who reads", () => {
    const notAlone = { fa: /تنها نیستید/gu, ar: /لستم وحدكم/gu, en: /you are not alone/giu }[language];
    const claims = { fa: /می‌خوان|سراغ/u, ar: /يقرأ|أقرأ|الآن ويتحدث|يتوجه/u, en: /\bread|turning|coming/iu }[language];
    for (let seed = 0; seed < 12; seed += 1) {
      for (const notice of [
        { name: "queued", reason: "crisis", code, time, orders: [] },
        { name: "queued-closed", reason: "crisis", code, opens, orders: [] },
      ] as const) {
        const { text } = say(notice, `${seed}`);
        expect(text.match(notAlone)).toHaveLength(1);
        expect(text).not.toMatch(claims);
      }
    }
  });

  it("says that a hand-off is registered or queued, never that somebody has it", () => {
    const claims = {
      fa: /سپردم|رساندم|بر عهده می‌گیرد|همکار دیگری/u,
      ar: /حوّلت|أحلت|سيتولّى|زميل آخر/u,
      en: /passed|handed|taking (?:over|it)|is continuing/iu,
    }[language];
    for (let seed = 0; seed < 12; seed += 1) {
      for (const reason of REASONS) {
        expect(say({ name: "queued", reason, code, time, orders }, `${seed}`).text).not.toMatch(claims);
      }
      const away = say({ name: "agent-away", code }, `${seed}`).text;
      expect(away).not.toMatch(claims);
      expect(away.match(APOLOGIES)).toHaveLength(1);
    }
  });

  it("gives a promise on the five minutes and an opening to the minute", () => {
    const early = say({ name: "queued", reason: "vip", code, time: "2026-07-01T13:27:00Z", orders }).text;
    expect(early).toContain(clock(time));
    const odd = "2026-07-04T04:33:00Z";
    const said = formatExactTime(new Date(odd), NOW, "Asia/Tehran", language);
    expect(say({ name: "queued-closed", reason: "vip", code, opens: odd, orders }).text).toContain(said);
    expect(say({ name: "desk-closed", opens: odd }).text).toContain(said);
  });

  it("asks for confirmation with two buttons, and only there", () => {
    for (const name of ["confirm-resolved", "ask-to-close"] as const) {
      const { buttons } = say({ name, code });
      expect(buttons.map((button) => button.id)).toEqual(["confirm:yes", "confirm:no"]);
      expect(buttons.every((button) => button.label.length > 0 && button.label.length <= 20)).toBe(true);
    }
    expect(say({ name: "flood" }).buttons).toEqual([]);
  });

  it("discloses the automatic assistant where it is the first message", () => {
    const assistant = { fa: "دستیار خودکار", ar: "المساعد الآلي", en: "automatic" }[language];
    expect(say({ name: "queued", reason: "asked_for_human", code, time, orders }, "s", true).text).toContain(assistant);
    expect(say({ name: "attachment-received" }, "s", true).text).toContain("Mehr");
    expect(say({ name: "attachment-received" }).text).not.toContain(assistant);
  });

  it("says it another way the second time", () => {
    const context = aContext();
    const first = renderNotice({ name: "attachment-received" }, language, context).text;
    const again = renderNotice({ name: "attachment-received" }, language, { ...context, recentTexts: [first] }).text;
    expect(again).not.toBe(first);
  });
});
