import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A shop's own system, as an organisation would have it: orders by number, customers by phone, behind a token. */
export interface SampleShop {
  readonly host: string;
  readonly url: string;
  /** Paths that were asked for, oldest first. */
  readonly asked: readonly string[];
  /** How the shop behaves from now on. */
  behave(how: Behaviour): void;
  close(): Promise<void>;
}

export type Behaviour = "well" | "hangs" | "fails" | "redirects" | "floods" | "talks-html" | "cuts";

export const SHOP_TOKEN = "shop-token-for-tests";

const ORDERS: Readonly<Record<string, object>> = {
  "48217": {
    customer: { phone: "09121234567" },
    status: "shipped",
    shipment: { carrier: "Post", eta: "2026-11-30", events: [{ city: "Isfahan" }] },
    note: "internal\u202e only",
  },
  "90311": { customer: { phone: "+989355550000" }, status: "packing", shipment: { carrier: "Courier" } },
};

export async function openSampleShop(): Promise<SampleShop> {
  let how: Behaviour = "well";
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(how, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    asked,
    behave(next) {
      how = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const UNWELL: Readonly<Record<Exclude<Behaviour, "well">, (response: ServerResponse) => void>> = {
  hangs: () => {},
  fails: (response) => json(response, 500, { error: "down" }),
  redirects: (response) => void response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end(),
  floods: (response) => json(response, 200, { status: "x".repeat(200_000) }),
  "talks-html": (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
  cuts(response) {
    response.writeHead(200, { "content-length": "500" }).write('{"status":');
    response.destroy();
  },
};

function answer(how: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  const known = request.headers.authorization === `Bearer ${SHOP_TOKEN}`;
  const order = ORDERS[/^\/orders\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? ""];
  if (how !== "well") UNWELL[how](response);
  else if (!known) json(response, 401, { error: "token" });
  else if (order) json(response, 200, order);
  else json(response, 404, { error: "no such order" });
}
