import type { Locator, Page } from "playwright-core";

type Speaker = "customer" | "bot" | "agent";

/** The customer's page, in Persian, seen as a customer sees it. */
export interface Chat {
  open(): Promise<void>;
  says(text: string): Promise<void>;
  presses(button: string): Promise<void>;
  /** Resolves as soon as these words stand in the conversation, whoever said them. */
  sees(words: string | RegExp): Promise<Locator>;
  /** Resolves once the header says this about who is at the other end. */
  isToldThat(line: string): Promise<void>;
  /** What one of the three has said so far, with its heading and time. */
  saidBy(speaker: Speaker): Promise<readonly string[]>;
}

const HEADINGS: Readonly<Record<Speaker, string>> = { customer: "شما", bot: "دستیار خودکار", agent: "همکار ما" };

export function chatOn(page: Page): Chat {
  const log = page.getByRole("log");
  return {
    open: async () => {
      await page.goto("/chat");
      await page.getByRole("textbox").waitFor();
    },
    says: async (text) => {
      await page.getByRole("textbox").fill(text);
      await page.keyboard.press("Enter");
    },
    presses: (button) => page.getByRole("button", { name: button, exact: true }).click(),
    sees: async (words) => {
      const found = log.getByText(words).last();
      await found.waitFor();
      return found;
    },
    isToldThat: (line) => page.getByRole("status").filter({ hasText: line }).waitFor(),
    saidBy: (speaker) =>
      log
        .getByRole("article")
        .filter({ has: page.getByRole("heading", { name: HEADINGS[speaker], exact: true }) })
        .allInnerTexts(),
  };
}
