import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { projectRoot } from "../../project-root.ts";
import type { Api, RouteDeps } from "../endpoint.ts";

const DIST = join(projectRoot, "dist");

/** The built pages: the console at `/`, the web chat at `/chat`. Assets carry a hash in their name and never change. */
export function pageRoutes(app: Api, { allow }: RouteDeps): void {
  const everyone = allow("public");
  const forever = (_path: string, c: { header: (name: string, value: string) => void }) =>
    c.header("Cache-Control", "public, max-age=31536000, immutable");
  const assets = (folder: string, prefix: string) =>
    serveStatic({
      root: join(DIST, folder),
      rewriteRequestPath: (path) => path.slice(prefix.length),
      onFound: forever,
    });
  const page = (folder: string) => serveStatic({ path: join(DIST, folder, "index.html") });

  app.get("/chat/assets/*", everyone, assets("widget", "/chat"));
  app.get("/chat", everyone, page("widget"));
  app.get("/chat/", everyone, page("widget"));
  app.get("/assets/*", everyone, assets("console", ""));
  for (const path of ["/", "/setup", "/reset", "/settings", "/login", "/c/:id"])
    app.get(path, everyone, page("console"));
}
