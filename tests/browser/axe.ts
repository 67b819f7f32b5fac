import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe holds against the page as it stands, of what keeps people out: each as one text. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // A colour on its way is neither the old nor the new one.
  await page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))");
  // Over the debugger's line: the page's own policy lets no foreign script in.
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`);
  const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    readonly violations: readonly Violation[];
  };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`));
}
