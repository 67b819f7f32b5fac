import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { CONFIG_NAMES, readConfig } from "../src/config.ts";

const read = (environment: Readonly<Record<string, string>>) => {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.error.join("\n"));
  return config.value;
};

describe("the configuration", () => {
  it("needs nothing: an empty environment is a desk on this machine, with the offline engine", () => {
    expect(read({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: null,
      dataDir: resolve("./data"),
      databaseUrl: null,
      redisUrl: null,
      model: null,
      channels: {},
      apiToken: null,
      metricsToken: null,
      admin: null,
      turn: { quietMs: 1500, maxWaitMs: 6000 },
      contactMessagesPerMinute: 120,
      secretsKey: null,
      trustedProxies: [],
      proxy: undefined,
      secrets: [],
      taxonomy: "retail",
      traces: null,
      lookups: null,
      logLevel: "info",
    });
  });

  it.each([
    ["always_on", "0.1", 1],
    ["parentbased_always_off", "0.1", 0],
    ["traceidratio", "0.1", 0.1],
    ["parentbased_traceidratio", "0.25", 0.25],
  ])("keeps of the traces what %s with %s says", (sampler, arg, ratio) => {
    const endpoint = "http://127.0.0.1:4318";
    const { traces } = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/`,
      OTEL_TRACES_SAMPLER: sampler,
      OTEL_TRACES_SAMPLER_ARG: arg,
    });
    expect(traces).toEqual({ endpoint, service: "hamdel", ratio });
  });

  it("knows which of its values are secrets: tokens, keys, and the passwords in addresses", () => {
    const { secrets } = read({
      API_TOKEN: "an-api-token-of-the-tests",
      DATABASE_URL: "postgres://desk:p%40ssword-of-it@db.example.com/desk",
      PORT: "3100",
    });
    expect([...secrets].sort()).toEqual(["an-api-token-of-the-tests", "p%40ssword-of-it", "p@ssword-of-it"]);
  });

  it("takes an empty or blank variable for an unset one", () => {
    expect(read({ PORT: "", API_TOKEN: "   ", OPENAI_API_KEY: "" })).toEqual(read({}));
  });

  it("cannot be changed once it is read", () => {
    expect(Object.isFrozen(read({}))).toBe(true);
  });

  it("asks a model as soon as a key or an address is there", () => {
    expect(read({ OPENAI_API_KEY: "k" }).model).toMatchObject({
      apiKey: "k",
      name: expect.any(String),
      deadlineMs: 8000,
    });
    expect(read({ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1", OPENAI_MODEL: "qwen" }).model).toMatchObject({
      baseUrl: "http://127.0.0.1:11434/v1",
      name: "qwen",
    });
  });

  it("writes addresses without a slash at the end", () => {
    const config = read({
      PUBLIC_URL: "https://desk.test//",
      TELEGRAM_BOT_TOKEN: "7:a",
      TELEGRAM_API_ROOT: "http://b/",
    });
    expect([config.publicUrl, config.channels.telegram?.["apiRoot"]]).toEqual(["https://desk.test", "http://b"]);
  });

  it("takes 0 for the quiet time: every message is answered at once", () => {
    expect(read({ TURN_QUIET_MS: "0" }).turn.quietMs).toBe(0);
  });
});

describe("a bad value", () => {
  const BAD: readonly [name: string, value: string, says: RegExp][] = [
    ["PORT", "http", /must be a number/],
    ["PORT", "80.5", /must be a whole number/],
    ["PORT", "70000", /must be at most 65535/],
    ["PUBLIC_URL", "desk.test", /must be an http\(s\) address/],
    ["PUBLIC_URL", "ftp://desk.test", /must be an http\(s\) address/],
    ["DATABASE_URL", "mysql://localhost/desk", /postgres:\/\//],
    ["REDIS_URL", "localhost:6379", /redis:\/\//],
    ["OPENAI_BASE_URL", "localhost", /must be an http\(s\) address/],
    ["TELEGRAM_BOT_TOKEN", "my bot", /@BotFather/],
    ["TELEGRAM_API_ROOT", "telegram", /must be an http\(s\) address/],
    ["TELEGRAM_WEBHOOK_SECRET", "with a space", /letters, digits/],
    ["API_TOKEN", "short", /at least 16 characters/],
    ["SECRETS_KEY", "short", /at least 32 characters/],
    ["TURN_QUIET_MS", "-1", /must be at least 0/],
    ["TURN_MAX_WAIT_MS", "soon", /must be a number/],
    ["MODEL_DEADLINE_MS", "10", /must be at least 100/],
    ["CONTACT_MESSAGES_PER_MINUTE", "0", /must be at least 1/],
    ["HTTPS_PROXY", "proxy", /must be an http\(s\) address/],
    ["LOG_LEVEL", "loud", /info/],
  ];

  it.each(BAD)("%s=%s gives one line that names it and says what it must be", (name, value, says) => {
    const config = readConfig({ [name]: value });
    expect(config.ok).toBe(false);
    if (config.ok) return;
    expect(config.error).toHaveLength(1);
    expect(config.error[0]).toMatch(new RegExp(`^${name}: .*${says.source}`));
    expect(config.error[0]).not.toContain("\n");
  });

  it("is named beside every other one, not one at a time", () => {
    const config = readConfig({ PORT: "x", LOG_LEVEL: "y", API_TOKEN: "z" });
    expect(!config.ok && config.error).toHaveLength(3);
  });

  it("is an admin with half of what signing in takes", () => {
    const config = readConfig({ ADMIN_EMAIL: "sara@desk.test" });
    expect(!config.ok && config.error).toEqual([expect.stringContaining("ADMIN_EMAIL and ADMIN_PASSWORD")]);
  });

  it("is a longest wait below the quiet time", () => {
    const config = readConfig({ TURN_QUIET_MS: "2000", TURN_MAX_WAIT_MS: "1000" });
    expect(!config.ok && config.error).toEqual([expect.stringContaining("TURN_MAX_WAIT_MS")]);
  });
});

describe(".env.example", () => {
  const text = readFileSync(join(import.meta.dirname, "../.env.example"), "utf8");
  const example = parseEnv(text) as Record<string, string>;

  it("lists every variable, and none that is not read", () => {
    expect(Object.keys(example).sort()).toEqual([...CONFIG_NAMES].sort());
  });

  it("says above each what it is for", () => {
    const lines = text.split("\n");
    const bare = lines.filter((line, at) => /^[A-Z]/.test(line) && !/^# \w|^ADMIN_EMAIL/.test(lines[at - 1] ?? ""));
    expect(bare).toEqual([]);
  });

  it("can be copied as it is: it says the defaults", () => {
    expect(read(example)).toEqual(read({}));
  });
});
