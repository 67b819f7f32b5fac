#!/usr/bin/env node
// Behind `npm start`, `npm test`, `npm run build`, `npm run check` and the short commands: needs nothing but Node.js,
// installs what is missing, builds what is stale, then does what was asked.
const OLDEST = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Hamdel needs Node.js ${OLDEST.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

// Loaded only now: an old Node.js may not be able to read it.
import("./scripts/commands.mjs").then(({ run }) => run(process.argv.slice(2)));
