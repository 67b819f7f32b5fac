import { type ChannelSettings, channelKind } from "../adapters/registry.ts";
import type { ConfiguredChannel } from "./channels.ts";
import type { SharedSurroundings } from "./configured-channels.ts";
import { err, ok, type Result } from "./core/result.ts";
import { type EnteredAccount, ensureAccount, enteredAccounts } from "./db/channel-accounts.ts";
import type { Sql } from "./db/connect.ts";
import { oneAtATime } from "./jobs/one-at-a-time.ts";
import type { Signals } from "./live/signals.ts";
import type { ChannelAccount, ChannelAccounts, ChannelAdapter, ChannelHealth, ConfigError } from "./ports/channel.ts";
import type { Seal } from "./sealed.ts";

/** The desk's channel accounts as they are now: those of the environment, and those that admins entered. */
export interface ChannelBook {
  /** Changes with every {@link reload}; an account that changed is another object. */
  readonly accounts: ChannelAccounts;
  /** Why an entered account cannot be opened. */
  readonly troubles: ReadonlyMap<number, ChannelHealth>;
  /** What must stay a secret of the entered accounts. */
  secrets(): readonly string[];
  /** Takes over what admins have changed since. */
  reload(): Promise<void>;
}

export interface ChannelBookDeps {
  readonly sql: Sql;
  readonly seal: Seal;
  readonly around: SharedSurroundings;
  readonly configured: readonly ConfiguredChannel[];
}

/** What the settings of an account are sealed for. */
export const sealPurpose = (accountId: number): string => `settings of channel account ${accountId}`;

/** Opens the book: gives every configured adapter its account, and opens the entered ones. */
export async function openChannelBook({ sql, seal, around, configured }: ChannelBookDeps): Promise<ChannelBook> {
  const accounts = new Map<number, ChannelAccount>();
  const troubles = new Map<number, ChannelHealth>();
  /** What each entered account was opened from. */
  const opened = new Map<number, string>();
  const secrets = new Map<number, readonly string[]>();
  for (const { name, adapter } of configured) {
    const id = await ensureAccount(sql, adapter.channel, name);
    accounts.set(id, { id, name, adapter });
  }
  const given = new Set(accounts.keys());

  async function reload(): Promise<void> {
    // The environment's word stands where both name an account.
    const entered = (await enteredAccounts(sql)).filter(({ id }) => !given.has(id));
    const ids = new Set(entered.map(({ id }) => id));
    for (const id of opened.keys()) if (!ids.has(id)) forget(id);
    for (const account of entered) if (opened.get(account.id) !== account.settings) take(account);
  }

  function forget(id: number): void {
    for (const book of [accounts, troubles, opened, secrets]) book.delete(id);
  }

  function take(account: EnteredAccount): void {
    const { id, name, settings } = account;
    forget(id);
    opened.set(id, settings);
    const plain = openSettings(account, seal);
    if (plain.ok) secrets.set(id, secretsIn(account.channel, plain.value));
    const adapter = plain.ok ? openEntered(account, plain.value, around) : plain;
    if (adapter.ok) accounts.set(id, { id, name, adapter: adapter.value });
    else troubles.set(id, { state: "red", why: adapter.error.message, hint: adapter.error.hint });
  }

  await reload();
  return { accounts, troubles, secrets: () => [...secrets.values()].flat(), reload };
}

function openSettings({ id, settings }: EnteredAccount, seal: Seal): Result<ChannelSettings, ConfigError> {
  const plain = seal.open(settings, sealPurpose(id));
  if (plain !== null) return ok(JSON.parse(plain) as ChannelSettings);
  const hint = "Give the desk the key it had (SECRETS_KEY, or secrets.key in DATA_DIR), or enter the settings again.";
  return err({ message: "The settings of this account were sealed with another key.", hint });
}

function openEntered(
  { id, channel }: EnteredAccount,
  settings: ChannelSettings,
  around: SharedSurroundings,
): Result<ChannelAdapter, ConfigError> {
  const kind = channelKind(channel);
  if (kind) return kind.open(settings, { ...around, webhookPath: doorOf(channel, id) });
  return err({ message: `This desk knows no channel "${channel}".`, hint: "Is it older than its database?" });
}

function secretsIn(channel: string, settings: ChannelSettings): readonly string[] {
  const names = channelKind(channel)?.settings.filter(({ secret }) => secret) ?? [];
  return names.flatMap(({ name }) => settings[name] ?? []);
}

/** Told when an admin has changed the accounts; and as a signal may be lost, they are looked at anyway. */
const TOPIC = "hamdel_channels";
const LOOK_MS = 30_000;

/** Keeps a process's accounts in line with what admins change, in whichever process they do. */
export async function followBook(
  book: ChannelBook,
  signals: Pick<Signals, "send" | "listen">,
  { changed, onError }: { readonly changed: () => void; readonly onError: (error: unknown) => void },
): Promise<{ announce(): void; stop(): Promise<void> }> {
  const look = oneAtATime(() => book.reload().then(changed, onError));
  await signals.listen(TOPIC, look);
  const timer = setInterval(look, LOOK_MS);
  return { announce: () => signals.send(TOPIC, "changed"), stop: async () => clearInterval(timer) };
}

/** The path of an entered account's webhook; the environment's accounts have their channel's own. */
export const doorOf = (channel: string, accountId: number): string => `/webhooks/${channel}/${accountId}`;
