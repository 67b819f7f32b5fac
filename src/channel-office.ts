import { CHANNEL_KINDS, type ChannelKind, type ChannelSettings, channelKind } from "../adapters/registry.ts";
import { type ChannelBook, doorOf, sealPurpose } from "./channel-book.ts";
import type { SharedSurroundings } from "./configured-channels.ts";
import { err, ok, type Result } from "./core/result.ts";
import { addAccount, allAccounts, type ChannelRow, changeAccount, findAccount } from "./db/channel-accounts.ts";
import type { Sql } from "./db/connect.ts";
import type { ChannelOffice, ChannelProblem, ChannelView } from "./http/routes/channels.ts";
import type { ChannelAdapter, ChannelName } from "./ports/channel.ts";
import type { Clock } from "./ports/clock.ts";
import type { Seal } from "./sealed.ts";

export interface OfficeDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly book: ChannelBook;
  readonly around: SharedSurroundings;
  /** Tells every process of the desk to look at the accounts again. */
  readonly changed: () => void;
}

type Changes = Readonly<Record<string, string | null>>;

/** The desk's side of adding and changing channel accounts: checked as the adapter checks them, then sealed. */
export function channelOffice({ sql, clock, seal, book, around, changed }: OfficeDeps): ChannelOffice {
  return {
    kinds: Object.entries(CHANNEL_KINDS).map(([channel, { settings }]) => ({ channel, settings })),

    async list() {
      const rows = await allAccounts(sql);
      // A row of the environment whose variables are gone is not part of this desk any more.
      return rows.filter(({ id, settings }) => settings !== null || book.accounts.has(id)).map(view);
    },

    async add(channel, name, given, record) {
      const kind = channelKind(channel);
      if (!kind) {
        const hint = `One of: ${Object.keys(CHANNEL_KINDS).join(", ")}.`;
        return err({ code: "invalid", message: `There is no channel "${channel}" to add.`, hint });
      }
      const settings = merged({}, given);
      const checked = check(channel, kind, settings, 0);
      if (!checked.ok) return checked;
      const called = name ?? kind.nameOf(settings);
      const id = await sql.begin(async (tx) => {
        const sealed = (made: number) => seal.close(JSON.stringify(settings), sealPurpose(made));
        const made = await addAccount(tx, channel as ChannelName, called, sealed);
        if (made !== null) await record(tx, made, { channel, name: called, settings: Object.keys(settings) });
        return made;
      });
      if (id === null) {
        const hint = "Change that one, or give this one another name.";
        return err({ code: "conflict", message: `There is a ${channel} account named "${called}" already.`, hint });
      }
      return done(id);
    },

    async change(id, { settings: given = {}, enabled }, record) {
      const row = await findAccount(sql, id);
      const kind = row && channelKind(row.channel);
      if (!row || !kind) {
        return err({
          code: "not_found",
          message: "There is no such account.",
          hint: "GET /api/v1/channels lists them.",
        });
      }
      if (row.settings === null) {
        const hint = "Change its variables in the desk's environment (.env) and restart.";
        return err({ code: "conflict", message: "This account comes from the environment.", hint });
      }
      // Settings that cannot be opened any more can still be entered anew, all of them.
      const before = plain(row) ?? {};
      const settings = merged(before, given);
      const disabledAt = enabled === undefined ? row.disabledAt : enabled ? null : (row.disabledAt ?? clock.now());
      if (disabledAt === null) {
        const checked = check(row.channel, kind, settings, id);
        if (!checked.ok) return checked;
      }
      await sql.begin(async (tx) => {
        await changeAccount(tx, id, { settings: seal.close(JSON.stringify(settings), sealPurpose(id)), disabledAt });
        const { channel } = row;
        await record(tx, id, { channel, settings: Object.keys(given), ...(enabled !== undefined && { enabled }) });
      });
      return done(id);
    },
  };

  async function done(id: number): Promise<Result<ChannelView, ChannelProblem>> {
    await book.reload();
    changed();
    const row = await findAccount(sql, id);
    if (!row) throw new Error(`Channel account ${id} disappeared.`);
    return ok(view(row));
  }

  function check(channel: string, kind: ChannelKind, settings: ChannelSettings, id: number) {
    const known = kind.settings.map(({ name }) => name);
    const unknown = Object.keys(settings).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      const message = `A ${channel} account has no setting ${unknown.join(", ")}.`;
      return err<ChannelProblem>({ code: "invalid", message, hint: `Its settings: ${known.join(", ")}.` });
    }
    const opened = kind.open(settings, { ...around, webhookPath: doorOf(channel, id) });
    return opened.ok ? opened : err<ChannelProblem>({ code: "invalid", ...opened.error });
  }

  function plain({ id, settings }: ChannelRow): ChannelSettings | null {
    const text = settings === null ? null : seal.open(settings, sealPurpose(id));
    return text === null ? null : (JSON.parse(text) as ChannelSettings);
  }

  function view(row: ChannelRow): ChannelView {
    const { id, channel, name, settings, disabledAt } = row;
    const adapter = book.accounts.get(id)?.adapter;
    const entered = settings !== null;
    const webhookPath = adapter?.verify ? (entered ? doorOf(channel, id) : `/webhooks/${channel}`) : null;
    return {
      id,
      channel,
      name,
      source: entered ? "entered" : "environment",
      enabled: disabledAt === null,
      settings: shownSettings(channelKind(channel), plain(row) ?? {}),
      webhookPath,
      webhookUrl: webhookPath && around.publicUrl ? around.publicUrl + webhookPath : null,
      abilities: adapter ? abilitiesOf(adapter) : [],
    };
  }
}

/** The settings with what was given: an empty text or null takes a value away. */
function merged(before: ChannelSettings, given: Changes): ChannelSettings {
  const all = Object.entries({ ...before, ...given }).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(all.filter(([, value]) => value));
}

function shownSettings(kind: ChannelKind | undefined, settings: ChannelSettings): ChannelView["settings"] {
  const secrets = new Set(kind?.settings.filter(({ secret }) => secret).map(({ name }) => name));
  const all = Object.entries(settings).map(([name, value = ""]) => [name, secrets.has(name) ? true : value] as const);
  return Object.fromEntries(all);
}

/** What an adapter can do besides saying and hearing words; an ability is a method that is there. */
function abilitiesOf(adapter: ChannelAdapter): readonly string[] {
  const present: Readonly<Record<string, unknown>> = {
    typing: adapter.showTyping,
    edit: adapter.edit,
    reactions: adapter.react,
    drafts: adapter.showDraft,
    buttons: adapter.acknowledgeAction,
    files: adapter.limits.media,
    templates: adapter.askToReopen,
    attachments: adapter.fetchAttachment,
  };
  return Object.keys(present).filter((name) => present[name] !== undefined);
}
