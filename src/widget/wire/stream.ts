import type { ChatMessage } from "./types.ts";

/** How often to ask by plain request while the stream is down. */
const BEAT_MS = 5_000;
/** How often to ask while it seems to be up: a line may die without a word. */
const CHECK_MS = 60_000;
/** A beat this late means the device slept, and a sleeping socket is not trusted. Hidden tabs beat once a minute. */
const SLEPT_MS = 90_000;

interface Listener {
  /** The last sequence already known. */
  readonly after: () => number;
  readonly onOpen: () => void;
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (typing: boolean) => void;
  readonly onState: (state: string) => void;
  readonly onLost: () => void;
  /** Asks by a plain request. @returns whether there was what the stream had not told */
  readonly onBeat: () => Promise<boolean>;
}

/**
 * Follows the conversation's events, and opens the stream again whenever it is closed for good.
 * @returns how to stop
 */
export function listen(listener: Listener): () => void {
  let source: EventSource | null = null;

  const open = () => {
    source?.close();
    source = new EventSource(`/api/chat/events?after=${listener.after()}`);
    source.addEventListener("open", () => listener.onOpen());
    source.addEventListener("message", (event) => listener.onMessage(JSON.parse(event.data) as ChatMessage));
    source.addEventListener("typing", (event) =>
      listener.onTyping((JSON.parse(event.data) as { typing: boolean }).typing),
    );
    source.addEventListener("state", (event) => listener.onState((JSON.parse(event.data) as { state: string }).state));
    source.addEventListener("error", () => listener.onLost());
  };

  let lastBeat = Date.now();
  let lastAsked = lastBeat;
  const beat = setInterval(async () => {
    const now = Date.now();
    const slept = now - lastBeat > SLEPT_MS;
    lastBeat = now;
    const seemsOpen = source?.readyState === EventSource.OPEN && !slept;
    if (seemsOpen && now - lastAsked < CHECK_MS) return;
    lastAsked = now;
    if (slept || source?.readyState === EventSource.CLOSED) open();
    const missed = await listener.onBeat();
    if (missed && seemsOpen) open();
  }, BEAT_MS);

  open();
  return () => {
    clearInterval(beat);
    source?.close();
  };
}
