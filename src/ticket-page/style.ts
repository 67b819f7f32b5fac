/**
 * The look of the ticket page: the colours of `src/pages/theme/tokens.css`, and the faces the reader's device has. It
 * stands in the page itself, which so needs one request and works on the slowest line.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f5f2, #141716);
  --surface: light-dark(#ffffff, #1b1f1d);
  --line: light-dark(#e4e1da, #2e3431);
  --edge: light-dark(#d3cfc6, #3b433f);
  --ink: light-dark(#1f2421, #eceeeb);
  --second: light-dark(#5d655f, #aab2ac);
  --accent: light-dark(#0f766e, #4fb8ac);
  --on-accent: light-dark(#ffffff, #0d1514);
  --soft: light-dark(#d9efec, #16332f);
  --danger: light-dark(#b42318, #f97066);
}
* { box-sizing: border-box }
body {
  margin: 0; padding: 24px 16px 40px; background: var(--page); color: var(--ink);
  font: 16px/1.7 "Inter Variable", "Vazirmatn Variable", Vazirmatn, system-ui, sans-serif;
}
main { max-width: 34rem; margin: 0 auto; display: grid; gap: 16px }
h1 { margin: 0; font-size: 1.25rem; font-weight: 650 }
h2 { margin: 8px 0 0; font-size: 1rem; font-weight: 600; color: var(--second) }
p { margin: 0 }
.organisation, .by, small { color: var(--second); font-size: .875rem }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 16px; display: grid; gap: 6px }
.status::first-letter, .since::first-letter { text-transform: uppercase }
.status { font-size: 1.125rem; font-weight: 600 }
.words { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start }
.latest { background: var(--soft); border-color: transparent }
.wrong { color: var(--danger) }
form.card { gap: 12px }
label { display: grid; gap: 6px }
input, button { font: inherit; color: inherit; border-radius: 10px; min-height: 44px; padding: 8px 14px }
input { background: var(--surface); border: 1px solid var(--edge); font-size: 1.25rem; letter-spacing: .3em; text-align: center }
button { background: var(--accent); color: var(--on-accent); border: 0; font-weight: 600; cursor: pointer }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`;
