import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  base: "/",
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    target: ["chrome123", "firefox121", "safari17.5"],
    // The served policy is `default-src 'self'`: a font or picture inlined as a data: address would be refused.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});
