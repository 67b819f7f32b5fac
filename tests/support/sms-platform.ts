import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one call. `cut` and `hang-after` have their effect, the others have none. */
export type SmsFault =
  /** The platform's own error, in the shape its simulator knows. */
  | { readonly kind: "error"; readonly status: number; readonly code?: number; readonly retryAfter?: number }
  /** An HTML page of a gateway in front of the platform. */
  | { readonly kind: "page"; readonly status: number }
  | { readonly kind: "cut" }
  | { readonly kind: "hang" }
  | { readonly kind: "hang-after" };

/** What goes back over HTTP. */
export interface SmsReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers one call: `act` has the effect and tells the answer, `refusal` puts an error into the platform's own words.
 */
export async function answerWith(
  request: IncomingMessage,
  response: ServerResponse,
  fault: SmsFault | undefined,
  platform: {
    readonly act: () => SmsReply | Promise<SmsReply>;
    readonly refusal: (fault: Extract<SmsFault, { kind: "error" }>) => SmsReply;
  },
): Promise<void> {
  if (fault?.kind === "hang") return;
  if (fault?.kind === "page") {
    response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><h1>Bad Gateway</h1></html>");
    return;
  }
  const { status, body, headers } = fault?.kind === "error" ? platform.refusal(fault) : await platform.act();
  if (fault?.kind === "hang-after") return;
  if (fault?.kind === "cut") return void request.socket.destroy();
  const type = body instanceof Uint8Array ? "application/octet-stream" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(body instanceof Uint8Array ? body : JSON.stringify(body));
}

/** A server on a free port of this machine. */
export async function serveLocally(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server = createServer((request, response) => {
    // A client that leaves in the middle of its request has nobody left to tell.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A form body, or the query of a GET, by name. */
export async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const query = (request.url ?? "").split("?")[1] ?? "";
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8") || query));
}
