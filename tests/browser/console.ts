import type { Locator, Page } from "playwright-core";

/** The first admin, as `.env` names one. */
export const ADMIN = { ADMIN_EMAIL: "sara@sepid.example", ADMIN_PASSWORD: "a-long-password" } as const;

interface Credentials {
  readonly email: string;
  readonly password: string;
}
const THE_ADMIN: Credentials = { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD };

/** At the console's door, in any language. */
export async function signIn(page: Page, { email, password }: Credentials = THE_ADMIN): Promise<void> {
  await page.goto("/");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.keyboard.press("Enter");
}

/** The agents' page, in Persian. */
export interface AgentConsole {
  open(): Promise<void>;
  signsIn(email: string, password: string): Promise<void>;
  /** The rows of the queue, from the top. */
  readonly rows: Locator;
  /** Opens the row with these words. */
  opens(words: string): Promise<void>;
  presses(button: string): Promise<void>;
  says(text: string): Promise<void>;
  /** Resolves as soon as these words stand in the open conversation. */
  sees(words: string | RegExp): Promise<void>;
  /** Resolves once the header says this about who answers. */
  isToldThat(line: string): Promise<void>;
}

export function consoleOn(page: Page): AgentConsole {
  const rows = page.locator("[data-row]");
  const log = page.getByRole("log", { name: "گفت‌وگو" });
  return {
    rows,
    open: async () => {
      await page.goto("/");
    },
    signsIn: async (email, password) => {
      await page.getByLabel("ایمیل").fill(email);
      await page.getByLabel("گذرواژه").fill(password);
      await page.getByRole("button", { name: "ورود", exact: true }).click();
      await page.getByRole("heading", { name: "صف انتظار" }).waitFor();
    },
    opens: async (words) => {
      await rows.filter({ hasText: words }).click();
      await log.waitFor();
    },
    presses: (button) => page.getByRole("button", { name: button, exact: true }).click(),
    says: async (text) => {
      await page.getByRole("textbox", { name: "پاسخ به مشتری" }).fill(text);
      await page.keyboard.press("Enter");
    },
    sees: (words) => log.getByText(words).last().waitFor(),
    isToldThat: (line) => page.locator("header").filter({ hasText: line }).waitFor(),
  };
}
