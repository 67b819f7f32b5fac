import { defineConfig } from "vite";

/**
 * The server and the libraries it uses in a few files: reading two thousand takes longer than all else a start does.
 * Left out is what brings a browser of its own and only an installation with a linked phone has.
 */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  ssr: { noExternal: true, external: ["whatsapp-web.js"] },
  build: { ssr: "src/main.ts", target: "node20", minify: false },
});
