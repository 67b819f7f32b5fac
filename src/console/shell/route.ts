import { useSyncExternalStore } from "react";

/** Where we are, kept in the address's hash: the server serves one page, and back works on a phone. */
export type Route =
  | { readonly at: "queue" }
  | { readonly at: "conversation"; readonly id: string; readonly about: boolean }
  | { readonly at: "knowledge" /** Open in its editor. */; readonly article: string | null }
  | { readonly at: "tickets" | "channels" | "settings" | "me" | "audit" };

export const hrefOf = {
  queue: "#/",
  tickets: "#/tickets",
  knowledge: "#/knowledge",
  channels: "#/channels",
  settings: "#/settings",
  me: "#/me",
  audit: "#/audit",
  conversation: (id: string) => `#/c/${encodeURIComponent(id)}`,
  article: (id: string) => `#/knowledge/${encodeURIComponent(id)}`,
  about: (id: string) => `#/c/${encodeURIComponent(id)}/about`,
} as const;

export function goTo(href: string): void {
  location.hash = href;
}

/** An address written as a path, as a notice to the staff may carry it, becomes our own. Called once at the start. */
export function adoptPath(): void {
  const path = location.pathname;
  if (/^\/(c\/[^/]+|channels|settings)$/.test(path)) history.replaceState(null, "", `/#${path}`);
}

function parse(hash: string): Route {
  const article = /^#\/knowledge(?:\/([^/]+))?$/.exec(hash);
  if (article) return { at: "knowledge", article: article[1] ? decodeURIComponent(article[1]) : null };
  for (const at of ["tickets", "channels", "settings", "me", "audit"] as const) if (hash === hrefOf[at]) return { at };
  const match = /^#\/c\/([^/]+)(\/about)?$/.exec(hash);
  return match?.[1]
    ? { at: "conversation", id: decodeURIComponent(match[1]), about: Boolean(match[2]) }
    : { at: "queue" };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

export function useRoute(): Route {
  return parse(useSyncExternalStore(subscribe, () => location.hash));
}

/** The open conversation's id; empty when none is open. */
export function useConversationId(): string {
  const route = useRoute();
  return route.at === "conversation" ? route.id : "";
}
