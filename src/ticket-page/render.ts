import { html, raw } from "hono/html";
import type { OurWords, TicketFacts } from "../http/queries/ticket-page.ts";
import type { PageContext, RenderTicketPage, TicketPage } from "../http/routes/ticket-page.ts";
import { formatExactTime, formatTime } from "../mind/writing/format-time.ts";
import type { Phrasebook } from "../mind/writing/phrasebook.ts";
import { type Voice, voiceOf } from "../mind/writing/voice.ts";
import { cover } from "./cover.ts";
import { STYLE } from "./style.ts";

type Markup = ReturnType<typeof html>;

/** The whole page, in the words of `prompts/phrases/<language>/page.md`. */
export const ticketPageIn =
  (phrasebook: Phrasebook): RenderTicketPage =>
  (page, context) =>
    wholePage(page, phrasebook, context);

function wholePage(page: TicketPage, phrasebook: Phrasebook, context: PageContext): Markup {
  const { settings, language } = context;
  const say = voiceOf(language, { phrasebook, organisation: settings.organisation, recentTexts: [], seed: "" });
  const title =
    "ticket" in page
      ? say("page.title", { code: page.ticket.code })
      : settings.organisation || say(`page.${page.kind}`);
  return html`<!doctype html>
<html lang="${language}" dir="${language === "en" ? "ltr" : "rtl"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
${settings.organisation && html`<p class="organisation"><bdi>${settings.organisation}</bdi></p>`}
${content(page, say, context)}
</main>
</body>
</html>`;
}

function content(page: TicketPage, say: Voice, context: PageContext): Markup {
  switch (page.kind) {
    case "unknown":
    case "limited":
      return html`<p class="card" role="alert">${say(`page.${page.kind}`)}</p>`;
    case "facts":
      return html`${facts(page.ticket, say, context)}${page.ticket.hasPhone && door(page.wrong, say)}`;
    case "words":
      return html`${facts(page.ticket, say, context)}${said(page.words, say, context)}
<p><small>${say("page.answer")}</small></p>`;
  }
}

function facts(ticket: TicketFacts, say: Voice, { now, settings: { zone }, language }: PageContext): Markup {
  const { status, since, nextWordBy } = ticket;
  const next = nextWordBy && html`<p>${say("page.next", { time: formatTime(nextWordBy, now, zone, language) })}</p>`;
  return html`<h1>${say("page.title", { code: ticket.code })}</h1>
<section class="card">
<p class="status">${say(`status.${status}`)}</p>
<p class="since"><small>${say("page.label.since", { time: formatExactTime(since, now, zone, language) })}</small></p>
${next}${status === "closed" && html`<p>${say("page.closed")}</p>`}
</section>`;
}

/** The second proof. It posts to the page itself, wherever a proxy has put it. */
function door(wrong: boolean, say: Voice): Markup {
  return html`<form method="post" class="card" autocomplete="off">
<p>${say("page.locked")}</p>
${wrong && html`<p class="wrong" role="alert">${say("page.digits-wrong")}</p>`}
<label>${say("page.label.digits")}<input name="digits" dir="ltr" inputmode="numeric" required minlength="4" maxlength="8"
 ${wrong && raw("autofocus")}></label>
<button>${say("page.label.open")}</button>
</form>`;
}

function said(words: readonly OurWords[], say: Voice, context: PageContext): Markup {
  const [latest, ...earlier] = words.map((each) => ({ ...each, ...cover(each.text) }));
  if (!latest) return html`<p class="card">${say("page.silent")}</p>`;
  return html`<h2>${say("page.label.words")}</h2>${article(latest, "latest", say, context)}
${earlier.length > 0 && html`<h2>${say("page.label.earlier")}</h2>`}
${earlier.map((each) => article(each, "", say, context))}
${[latest, ...earlier].some(({ covered }) => covered) && html`<p><small>${say("page.covered")}</small></p>`}`;
}

function article(
  { author, agentName, text, createdAt }: OurWords,
  look: "latest" | "",
  say: Voice,
  { now, settings: { zone }, language }: PageContext,
): Markup {
  const when = formatExactTime(createdAt, now, zone, language);
  return html`<article class="card ${look}">
<p class="by"><bdi>${agentName ?? say(`page.label.${author}`)}</bdi> · <time datetime="${createdAt.toISOString()}">${when}</time></p>
<p class="words" dir="auto">${text}</p>
</article>`;
}
