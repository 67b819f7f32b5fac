/** The languages customers write in, with what a story needs of each. The desk answers Finglish in Persian script. */
export interface Tongue {
  readonly name: string;
  readonly complaint: string;
  /** As the customer wrote it in `complaint`. */
  readonly order: string;
  readonly asksForPerson: string;
  readonly later: string;
  readonly agentHello: string;
  /** Another matter, after the first is closed. */
  readonly newTopic: string;
  readonly yes: string;
  readonly no: string;
  /** The desk says that an automatic assistant speaks. */
  readonly introduces: RegExp;
  /** In every answer of the desk. */
  readonly script: RegExp;
  /** In no answer: letters of the neighbouring language. */
  readonly never: RegExp;
  /** Types a number in the language's own digits. */
  readonly digits: (ascii: string) => string;
}

const typedFrom = (zero: number) => (ascii: string) =>
  ascii.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
const persianDigits = typedFrom(0x06f0);

const PERSIAN = {
  introduces: /دستیار خودکار/,
  script: /[\u06CC\u06A9]/,
  never: /[\u064A\u0643\u0629]/,
  digits: persianDigits,
} as const;

export const TONGUES: readonly Tongue[] = [
  {
    ...PERSIAN,
    name: "Persian",
    complaint: "سفارش #48217 من هنوز نرسیده",
    order: "#48217",
    asksForPerson: "می‌خوام با یک نفر حرف بزنم",
    later: "هنوز منتظر بسته‌ام هستم",
    agentHello: "سلام، سارا هستم و همین حالا پیگیری می‌کنم.",
    newTopic: "بسته‌ای که رسید شکسته بود",
    yes: "بله، حل شد",
    no: "نه، هنوز حل نشده",
  },
  {
    name: "Arabic",
    complaint: "طلبي رقم #48217 لم يصل حتى الآن",
    order: "#48217",
    asksForPerson: "أريد التحدث مع موظف",
    later: "ما زلت أنتظر الطرد",
    agentHello: "مرحباً، أنا سارة وأتابع طلبكم الآن.",
    newTopic: "المنتج الذي وصل مكسور",
    yes: "نعم، تم الحل",
    no: "لا، لم يتم الحل بعد",
    introduces: /المساعد الآلي/,
    script: /[\u064A\u0629]/,
    never: /[\u06CC\u06A9\u067E\u0686\u06AF]/,
    digits: typedFrom(0x0660),
  },
  {
    name: "English",
    complaint: "my order #48217 never arrived",
    order: "#48217",
    asksForPerson: "I want to talk to a person",
    later: "I am still waiting for the parcel",
    agentHello: "Hello, this is Sara. I am looking into it now.",
    newTopic: "the lamp you sent arrived broken",
    yes: "yes, it is solved",
    no: "no, it is not solved",
    introduces: /automatic (support )?assistant/,
    script: /[a-z]/,
    never: /[\u0600-\u06FF]/,
    digits: (ascii) => ascii,
  },
  {
    ...PERSIAN,
    name: "Finglish",
    complaint: "salam sefaresham 48217 naresid",
    order: "48217",
    asksForPerson: "mikham ba yek nafar harf bezanam",
    later: "hanooz montazere baste hastam",
    agentHello: "سلام، سارا هستم و همین حالا پیگیری می‌کنم.",
    newTopic: "chizi ke ferestadid shekaste bood",
    yes: "bale, hal shod",
    no: "na, hanooz hal nashode",
  },
];

/** The tracking code in a text: nine ASCII digits that stand alone. */
export function codeIn(text: string): string {
  const code = /(?<![\d#])\d{9}(?!\d)/.exec(text)?.[0];
  if (code === undefined) throw new Error(`No tracking code in: ${text}`);
  return code;
}
