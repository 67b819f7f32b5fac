import { createChoice } from "./choice.ts";

export const soundChoice = createChoice("sound", ["off", "on"]);
export const noticeChoice = createChoice("notices", ["off", "on"]);

const RUNG = "hamdel.rung";
const NOTES_HZ = [660, 880] as const;
const NOTE_S = 0.16;

let audio: AudioContext | undefined;

/** Two soft notes, made here: no file to fetch. A browser that wants a touch of the page first stays silent. */
export function ring(): void {
  audio ??= new AudioContext();
  void audio.resume();
  for (const [index, frequency] of NOTES_HZ.entries()) {
    const from = audio.currentTime + index * NOTE_S;
    const gain = audio.createGain();
    gain.gain.setValueAtTime(0.12, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 2 * NOTE_S);
    const note = audio.createOscillator();
    note.frequency.value = frequency;
    note.connect(gain).connect(audio.destination);
    note.start(from);
    note.stop(from + 2 * NOTE_S);
  }
}

/** Of several open tabs one tells: the first to come by. */
export function isFirstToTell(what: string): boolean {
  if (localStorage.getItem(RUNG) === what) return false;
  localStorage.setItem(RUNG, what);
  return true;
}

/** Notices need https, except on this very machine. */
export const noticesAreOffered = (): boolean => "Notification" in window && isSecureContext;

/** Asks the reader once. @returns whether notices may be shown */
export async function mayShowNotices(): Promise<boolean> {
  if (!noticesAreOffered()) return false;
  return (
    (Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission) ===
    "granted"
  );
}
