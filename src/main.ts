import { missingFor, readCommandLine, servesPages, USAGE } from "./command-line.ts";
import { processEnvironment, readConfig } from "./config.ts";
import { err } from "./core/result.ts";
import { startRefused } from "./http/listen.ts";
import { createLog } from "./log.ts";
import { hider } from "./observe/hide.ts";
import { startDesk } from "./start.ts";

/** The process: command line and environment in, signals in, exit code out. */

const role = readCommandLine(process.argv.slice(2));
if (!role.ok) {
  console.error(`  ${role.error}\n${USAGE}`);
  process.exit(2);
}

const config = readConfig(processEnvironment());
if (!config.ok) {
  for (const line of config.error) console.error(`  ${line}`);
  console.error("Fix these in the environment or in .env; .env.example says what each is for.");
  process.exit(2);
}
const missing = missingFor(role.value, config.value);
if (missing !== null) {
  console.error(`  ${missing}`);
  process.exit(2);
}

const log = createLog(config.value.logLevel, { secrets: config.value.secrets });
// What nobody expected: said without the values it was about, and then over. The rows know what was begun.
process.on("uncaughtException", (error) => {
  log.fatal({ error }, "the desk ended by an error nobody caught; start it again, and report this line");
  process.exit(1);
});
const options = { log, role: role.value, say: (line: string) => console.log(line) };
const started = await startDesk(config.value, options).catch((error: unknown) => {
  log.debug({ error }, "the start failed");
  return err(startRefused(error, config.value));
});
if (!started.ok) {
  console.error(hider(config.value.secrets)(`\n  ${started.error.message} ${started.error.hint}\n`));
  process.exit(1);
}

const desk = started.value;
const home = config.value.publicUrl ?? desk.url;
const pages = `
    Web chat   ${home}/chat
    Console    ${home}/
    API        ${home}/api/v1/openapi.json`;
console.log(`
  Hamdel is ready.${servesPages(role.value) ? pages : `\n    Health     ${desk.url}/readyz`}`);
if (desk.setupUrl) console.log(`    First admin, once: ${desk.setupUrl}`);
if (!config.value.model) console.log("    No model is configured: the offline engine answers.");
console.log("");

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log("  Finishing what has begun …");
    desk.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "stopping failed");
        process.exit(1);
      },
    );
  });
}
