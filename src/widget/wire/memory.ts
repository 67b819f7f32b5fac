import type { Unsent } from "./types.ts";

const TOKEN = "hamdel.chat.token";
const UNSENT = "hamdel.chat.unsent";

/** Some browsers refuse storage inside a frame or in private windows; the chat then lives as long as the page. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see `stored`.
  }
}

export const storedToken = (): string | null => stored(TOKEN);
/** Another tab of this browser has begun a conversation, which is ours too. @param hear  with its token */
export function onStoredToken(hear: (token: string) => void): void {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === TOKEN && newValue !== null) hear(newValue);
  });
}

export const storeToken = (token: string | null): void => store(TOKEN, token);

/** Words not sent before the page was closed; they go out with the same ids when it opens again. */
export function storedUnsent(): readonly Unsent[] {
  try {
    const items = JSON.parse(stored(UNSENT) ?? "[]") as readonly Unsent[];
    return items.map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
  } catch {
    return [];
  }
}

export const storeUnsent = (items: readonly Unsent[]): void =>
  store(UNSENT, items.length > 0 ? JSON.stringify(items) : null);
