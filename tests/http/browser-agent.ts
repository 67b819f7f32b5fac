import { createAgent, type Role } from "../../src/http/auth.ts";
import { codeOf } from "../support/authenticator.ts";
import { type Answer, type HttpDesk, ORIGIN } from "./app.ts";

export const PASSWORD = "a long password";

/** An agent at a browser: it keeps cookies as a browser does, and sends its pages' origin. */
export interface BrowserAgent {
  readonly email: string;
  readonly cookies: Map<string, string>;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  signIn(password?: string): Promise<Answer>;
  /** Sets the second factor up with the app's code of this half minute. @returns what the app and the agent keep */
  setUp(): Promise<{ readonly address: string; readonly backupCodes: readonly string[] }>;
  give(code: string): Promise<Answer>;
  giveBackup(code: string): Promise<Answer>;
  isIn(): Promise<boolean>;
}

interface Where {
  /** As the socket has it; none, unless given. */
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function newAgent(http: HttpDesk, name: string, role: Role = "agent"): Promise<string> {
  const email = `${name}@desk.test`;
  return createAgent(http.auth, http.rows.sql, { name, email, password: PASSWORD }, role);
}

export function browserOf(http: HttpDesk, email: string, { address, headers = {} }: Where = {}): BrowserAgent {
  const cookies = new Map<string, string>();

  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const init = {
      method,
      headers: { host: "desk.test", origin: ORIGIN, cookie, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const env = address === undefined ? {} : { incoming: { socket: { remoteAddress: address } } };
    const response = await http.app.request(`${ORIGIN}${path}`, init, env);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, body: await response.json().catch(() => null) };
  }

  const give = (code: string) => ask("POST", "/api/auth/two-factor/verify-totp", { code });
  return {
    email,
    cookies,
    ask,
    give,
    signIn: (password = PASSWORD) => ask("POST", "/api/auth/sign-in/email", { email, password }),
    giveBackup: (code) => ask("POST", "/api/auth/two-factor/verify-backup-code", { code }),
    async setUp() {
      const { body } = await ask("POST", "/api/auth/two-factor/enable", { password: PASSWORD });
      const on = await give(codeOf(body.totpURI));
      if (on.status !== 200) throw new Error(`The second factor was not set up: ${JSON.stringify(on.body)}`);
      return { address: body.totpURI, backupCodes: body.backupCodes };
    },
    isIn: async () => (await ask("GET", "/api/v1/me")).status === 200,
  };
}
