// A process of its own that starts the embedded database (or holds the desk), says so in one JSON line, and keeps it
// until SIGTERM. Usage: node embedded-process.mjs start|hold <data folder>
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const [what, dataDir] = process.argv.slice(2);
const load = async (path) => {
  const file = fileURLToPath(new URL(`../../src/db/embedded/${path}`, import.meta.url));
  return (await runnerImport(file, { configFile: false, logLevel: "error" })).module;
};
const say = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

let release;
if (what === "start") {
  const { startEmbedded } = await load("start.ts");
  const started = await startEmbedded({ dataDir, log: (line) => process.stderr.write(`${line}\n`) });
  if (started.ok) release = started.value.stop;
  say(started);
} else {
  const { holdDesk } = await load("desk-lock.ts");
  const held = await holdDesk(dataDir);
  if (held.ok) release = held.value;
  say(held);
}

const alive = setInterval(() => undefined, 60_000);
process.once("SIGTERM", async () => {
  await release?.();
  clearInterval(alive);
  process.exit(0);
});
