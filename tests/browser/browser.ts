import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { PATIENCE_MS } from "../support/patience.ts";

const QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const DIST = join(import.meta.dirname, "../../dist");

export type Language = "fa" | "ar" | "en";

const TAGS: Readonly<Record<Language, string>> = { fa: "fa-IR", ar: "ar-AE", en: "en-GB" };

export interface Reader {
  readonly language: Language;
  /** A phone is narrow and touched; a desk is neither. */
  readonly on?: "desk" | "phone";
  /** Of the device's clock; absent: the desk's usual one. */
  readonly zone?: string;
}

/** A page of its own, as on another person's device, and what went wrong on it. */
export interface OpenPage {
  readonly page: Page;
  /** Whatever the browser complained about: errors, refusals of the content policy, calls to other hosts. */
  readonly faults: readonly string[];
}

export interface TestBrowser {
  /** @param url the desk's address: every other host is a fault */
  open(url: string, reader: Reader): Promise<OpenPage>;
  close(): Promise<void>;
}

/** @throws where the pages are not built, saying how to build them */
export async function launch(executablePath: string): Promise<TestBrowser> {
  for (const page of ["console", "widget"]) {
    if (!existsSync(join(DIST, page, "index.html"))) {
      throw new Error(`dist/${page} is missing, and a browser sees only what is built: run \`npm run build\` first.`);
    }
  }
  const args = ["--no-sandbox", "--headless", "--disable-gpu", ...QUIET];
  const browser = await chromium.launch({ executablePath, args });
  return {
    open: (url, reader) => openPage(browser, url, reader),
    close: () => browser.close(),
  };
}

async function openPage(
  browser: Browser,
  url: string,
  { language, on = "desk", zone = "Asia/Tehran" }: Reader,
): Promise<OpenPage> {
  const phone = on === "phone";
  const context = await browser.newContext({
    baseURL: url,
    locale: TAGS[language],
    timezoneId: zone,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { page, faults: watchFaults(page, url) };
}

function watchFaults(page: Page, url: string): readonly string[] {
  const { host } = new URL(url);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`threw: ${error.message}`));
  page.on("console", (message) => {
    const { url: at } = message.location();
    // Who is not signed in is told so by 401, and the browser writes down every refusal: that one is the answer.
    const asked = new URL(at || url).pathname === "/api/v1/me" && message.text().includes("401");
    if (message.type() === "error" && !asked) faults.push(`console: ${message.text()} (${at})`);
  });
  page.on("request", (request) => {
    const called = new URL(request.url());
    if (called.protocol !== "blob:" && called.host !== host) faults.push(`called ${called.protocol}//${called.host}`);
  });
  return faults;
}
