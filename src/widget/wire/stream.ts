import type { ChatMessage } from "./types.ts";

/** How often to ask by plain request while the stream is down. */
const BEAT_MS = 5_000;

interface Listener {
  /** The last sequence already known. */
  readonly after: () => number;
  readonly onOpen: () => void;
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (typing: boolean) => void;
  readonly onState: (state: string) => void;
  readonly onLost: () => void;
  readonly onBeat: () => void;
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

  const beat = setInterval(() => {
    if (source?.readyState === EventSource.OPEN) return;
    listener.onBeat();
    if (source?.readyState === EventSource.CLOSED) open();
  }, BEAT_MS);

  open();
  return () => {
    clearInterval(beat);
    source?.close();
  };
}
