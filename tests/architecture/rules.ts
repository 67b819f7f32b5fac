/** What may import what. A `type ` before a folder allows its types alone: nothing of it runs. */
export interface Rule {
  readonly folder: string;
  /** Folders and files of this project. A folder may always import itself. */
  readonly may: readonly string[];
  /** Packages by the beginning of their name; `node:` is the platform. */
  readonly packages: readonly string[];
  readonly because: string;
}

const observed = "src/observe/scope.ts";
const capability = ["src/core", "src/db", "type src/ports", observed];

/** What each adapter calls its platform with. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = { telegram: ["grammy", "undici"], whatsapp: ["undici"] };

export const RULES: readonly Rule[] = [
  {
    folder: "src/core",
    may: [],
    packages: [],
    because:
      "the rules of the desk are pure: what is decided depends on what was asked alone, and every law can be tried",
  },
  {
    folder: "src/ports",
    may: ["type src/core"],
    packages: [],
    because: "a contract speaks the desk's words and knows neither side that keeps it",
  },
  {
    folder: "src/db",
    may: ["src/core", "type src/ports", "type src/config.ts", "src/project-root.ts"],
    packages: ["drizzle-orm", "postgres", "zod", "node:"],
    because: "rows know the words of the desk, and nothing of who writes them",
  },
  {
    folder: "src/intake",
    may: capability,
    packages: [],
    because: "what comes in is committed before anybody thinks about it",
  },
  {
    folder: "src/mind",
    may: ["src/declared", "src/core", "type src/ports", "type src/config.ts", observed],
    packages: ["openai", "undici", "zod", "node:"],
    because: "reading and writing touch no row: whatever a model says, it can change nothing by itself",
  },
  {
    folder: "src/declared",
    may: [],
    packages: ["yaml", "zod"],
    because: "a file that a person writes is read in one way: every mistake with its line and its mend",
  },
  {
    folder: "src/lookups",
    may: ["src/core", "src/declared", "type src/ports"],
    packages: ["zod", "node:"],
    because: "what the organisation's systems say is asked by code, read-only, for the one who is verified",
  },
  {
    folder: "src/desk",
    may: capability,
    packages: [],
    because: "acting for agents, turns and clocks is the same act: it knows none of them",
  },
  {
    folder: "src/turn",
    may: [...capability, "src/desk", "src/knowledge", "src/mind", "type src/lookups"],
    packages: ["node:"],
    because: "the place where reading, deciding and acting meet is a short pipeline, and it sends nothing",
  },
  {
    folder: "src/knowledge",
    may: capability,
    packages: ["csv-parse", "yaml", "node:"],
    because: "what the organisation knows is kept and found: it is told to nobody from here",
  },
  {
    folder: "src/delivery",
    may: capability,
    packages: ["node:"],
    because: "sending works from rows alone, so that it goes on after any crash",
  },
  {
    folder: "src/followup",
    may: [...capability, "src/desk"],
    packages: [],
    because: "what happens by the clock happens through the same desk",
  },
  {
    folder: "src/live",
    may: ["type src/db"],
    packages: [],
    because: "a signal is a hint: whoever hears it reads the rows",
  },
  {
    folder: "src/observe",
    may: ["type src/config.ts"],
    packages: ["@opentelemetry/", "node:"],
    because: "what is going on is told to logs and traces, which know nothing of what it means",
  },
  {
    folder: "src/jobs",
    may: ["src/ports", "type src/live"],
    packages: ["bullmq", "ioredis"],
    because: "a wake-up knows no work: handlers are handed in",
  },
  {
    folder: "src/http",
    may: [
      "src/core",
      "src/db",
      "src/desk",
      "src/intake",
      "src/knowledge",
      "src/project-root.ts",
      observed,
      "src/observe/describe-error.ts",
      "type src/ports",
      "type src/live",
      "type src/config.ts",
      "type src/channels.ts",
    ],
    packages: ["hono", "@hono/", "better-auth", "uqr", "node:"],
    because: "the HTTP side asks the desk: it thinks nothing, sends nothing and knows no platform",
  },
  {
    folder: "src/ticket-page",
    may: ["src/core", "src/mind/offline/pii.ts", "src/mind/writing", "type src/http"],
    packages: ["hono"],
    because: "a customer's page is words put into HTML: what may be shown was decided before",
  },
  {
    folder: "src/mount",
    may: ["src/core", "src/config.ts", "src/log.ts", "src/start.ts", "adapters/telegram/index.ts", "type src/ports"],
    packages: [],
    because: "a host's bot stands where the process stands: it starts the desk whole, and brings it what it receives",
  },
  {
    folder: "src/simulation",
    may: [
      "src/declared",
      "src/core",
      "src/db",
      "src/mind",
      "src/ports",
      "src/config.ts",
      "src/log.ts",
      "src/start.ts",
      "adapters/memory",
    ],
    packages: ["zod", "node:"],
    because:
      "a trial is the whole desk on a stage: it starts one as the process does, and speaks with it as a channel does",
  },
  {
    folder: "src/cli",
    may: [
      "src/declared",
      "src/core",
      "src/db",
      "src/knowledge",
      "src/mind",
      "src/http/auth.ts",
      "src/http/second-factor.ts",
      "src/project-root.ts",
      "src/words-given.ts",
      "src/config.ts",
      "src/simulation",
      "type src/ports",
      "adapters/registry.ts",
    ],
    packages: ["node:"],
    because: "a command is a thin door to what it names: it starts no desk and opens no port",
  },
  {
    folder: "src/pages",
    may: [],
    packages: ["react"],
    because: "what both pages share knows neither of them, and nothing of the server",
  },
  {
    folder: "src/console",
    may: ["src/pages", "type src/core"],
    packages: ["react", "@tanstack/", "lucide-react", "uqr", "vite", "@vitejs/", "@tailwindcss/"],
    because: "the agents' page runs in a browser: of the server it knows words, not code",
  },
  {
    folder: "src/widget",
    may: ["src/pages"],
    packages: ["react", "lucide-react", "vite", "@vitejs/", "@tailwindcss/"],
    because: "the customer's page shares the console's looks and nothing of the server",
  },
  ...["memory", "telegram", "template", "web", "whatsapp"].map((channel) => ({
    folder: `adapters/${channel}`,
    may: ["src/core", "src/ports", "adapters/http.ts", "adapters/json-body.ts", "adapters/shared-secret.ts"],
    packages: ["zod", "node:", ...(CLIENTS[channel] ?? [])],
    because: "a channel knows its platform and the contract: never another channel, a row or a route",
  })),
  {
    folder: "adapters/whatsapp-web",
    may: ["src/core", "src/ports", "adapters/http.ts", "adapters/json-body.ts"],
    packages: ["whatsapp-web.js", "uqr", "zod", "node:"],
    because: "a channel knows its platform and the contract: never another channel, a row or a route",
  },
  {
    folder: "adapters/sms",
    may: ["src/core", "src/ports", "adapters/http.ts", "adapters/json-body.ts", "adapters/shared-secret.ts"],
    packages: ["libphonenumber-js", "sms-segments-calculator", "undici", "node:"],
    because: "two platforms share what an SMS is, and know neither another channel, a row nor a route",
  },
];

/** Files with a reason to import a package that the rest of their folder must not. */
export const PACKAGE_HOMES: Readonly<Record<string, RegExp>> = {
  openai: /^src\/mind\/openai/,
  "better-auth": /^src\/http\/auth-(?:challenge|library)\.ts$/,
  bullmq: /^src\/jobs\//,
  grammy: /^adapters\/telegram\//,
  pino: /^src\/log\.ts$/,
  "@opentelemetry": /^src\/observe\/traces\.ts$/,
  "prom-client": /^src\/metrics\.ts$/,
  yaml: /^src\/(?:declared\/yaml|knowledge\/read-markdown)\.ts$/,
};

/** Parts are put together here, so these may import anything. */
export const COMPOSITION_ROOT = /^(?:src\/[^/]+|adapters\/[^/]+)\.ts$/;

export const LONGEST_FILE = 400;
/** Content written as TypeScript: its length is that of what it says. */
export const CONTENT = /^src\/mind\/(?:.*\/)?lexicon\//;

/** What reaches outside a function's arguments, where it may stand, and why nowhere else. */
export const IMPURE: readonly { readonly pattern: RegExp; readonly only: RegExp; readonly because: string }[] = [
  {
    pattern: /\bprocess\.env\b/,
    only: /^src\/config\.ts$/,
    because: "every variable has one name, one check and one message",
  },
  {
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    only: /^src\/start\.ts$|^src\/(?:console|widget)\//,
    because: "time comes from the clock that the desk is started with, so that a test can own it; a page has its own",
  },
  {
    pattern: /\bMath\.random\b/,
    only: /^src\/(?:configured-channels|mount\/mount)\.ts$/,
    because: "chance is handed in where it spreads load, and comes from node:crypto where it keeps a secret",
  },
];
