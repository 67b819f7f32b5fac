import { Agent, type Dispatcher, ProxyAgent } from "undici";

/** Is it written in full, as the address of a platform, a proxy or the desk must be? */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** An address to which a path can be added. */
export const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

/**
 * What calls one platform. A proxy serves `https:` roots only: a server of one's own, or a simulator, is called directly.
 * @param proxy `http://host:port`, or undefined
 */
export function dispatcherFor(apiRoot: string, proxy: string | undefined): Dispatcher {
  return proxy !== undefined && apiRoot.startsWith("https:") ? new ProxyAgent(proxy) : new Agent();
}

/** A dispatcher for one call, which knows whether a byte of it left this machine: if not, it certainly had no effect. */
export function noticing(dispatcher: Dispatcher): { readonly dispatcher: Dispatcher; written(): boolean } {
  let written = false;
  const note: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
    dispatch(options, {
      // A connection stands, and the request begins to be written on it.
      onRequestStart(controller, context) {
        written = true;
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
  return { dispatcher: dispatcher.compose(note), written: () => written };
}

/** A code like `ECONNREFUSED` for a call that failed. Never the library's message: it may hold the URL, and so a key. */
export function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("code" in error && typeof error.code === "string") return error.code;
    if (error.name === "AbortError") return "ABORTED";
    if (error.name === "TimeoutError") return "TIMEOUT";
  }
  return "NETWORK";
}

/** Undefined where the body is not JSON. */
export function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
