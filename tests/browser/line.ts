import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** The line between a browser and the desk: every byte goes through here, until it is told otherwise. */
export interface Line {
  readonly url: string;
  /** The open event streams fall silent without an end, as on a laptop that was closed; whatever is opened later works. */
  freezeStreams(): void;
  /** Everything breaks, and nothing is let in until the line is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param desk  the address of the desk */
export async function startLine(desk: string): Promise<Line> {
  const port = Number(new URL(desk).port);
  const open = new Set<readonly [Socket, Socket]>();
  const streams = new Set<Socket>();
  let broken = false;

  const server = createServer((browser) => {
    if (broken) return browser.destroy();
    const there = connect(port, "127.0.0.1");
    const pair = [browser, there] as const;
    open.add(pair);
    browser.on("data", (chunk) => {
      if (/^GET \S*\/events/m.test(chunk.toString("latin1"))) streams.add(there);
    });
    browser.pipe(there).pipe(browser);
    for (const socket of pair) {
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const cut = () => {
    broken = true;
    for (const [browser] of open) browser.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freezeStreams: () => {
      for (const stream of streams) stream.unpipe().resume();
    },
    cut,
    mend: () => {
      broken = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
