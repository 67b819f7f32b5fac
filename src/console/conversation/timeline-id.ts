export const TIMELINE = "timeline";
/** The field where an answer is written. */
export const COMPOSER = "composer";

/**
 * Where the focus goes when what had it is gone. It is only kept there, and shows no frame around all that is said until
 * somebody comes by Tab.
 */
export function focusTimeline(): void {
  const timeline = document.getElementById(TIMELINE);
  if (!timeline) return;
  timeline.dataset.keepsFocus = "";
  timeline.addEventListener("blur", () => delete timeline.dataset.keepsFocus, { once: true });
  timeline.focus({ preventScroll: true });
}
