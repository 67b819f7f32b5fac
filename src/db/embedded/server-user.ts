import { err, ok, type Result } from "../../core/result.ts";
import { type EmbeddedError, USE_OWN_SERVER } from "./error.ts";

export interface UserId {
  readonly uid: number;
  readonly gid: number;
}

/** The identity to run the server as; `undefined` means: as we are. */
export type ServerUser = UserId | undefined;

export interface UserFacts {
  /** Our own user id. */
  readonly uid: number;
  /** Whether the system knows a name for it; containers often run under a bare number. */
  readonly named: boolean;
  /** Text of /etc/passwd. */
  readonly passwd: string;
  /** Where the data already is and who owns it. */
  readonly data: (UserId & { readonly directory: string }) | undefined;
}

/**
 * Chooses who runs the server. PostgreSQL refuses to run as root, so root steps down to a user that exists already:
 * nothing is created on the machine. Data that is there stays with its owner.
 */
export function chooseServerUser(facts: UserFacts): Result<ServerUser, EmbeddedError> {
  const { uid, data } = facts;
  if (uid !== 0) return chooseForUser(facts);
  if (data !== undefined && data.uid !== 0) return ok({ uid: data.uid, gid: data.gid });
  const user = findUser(facts.passwd, "postgres") ?? findUser(facts.passwd, "nobody");
  if (user === undefined) {
    return err({
      message: "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.",
      hint: `Start Hamdel as a normal user. Or: ${USE_OWN_SERVER}`,
    });
  }
  if (data === undefined) return ok(user);
  return err({
    message: `The data in ${data.directory} belongs to root, and PostgreSQL does not run as root.`,
    hint: `Give it to another user and start again: chown -R ${user.uid}:${user.gid} '${data.directory}'`,
  });
}

function chooseForUser({ uid, named, data }: UserFacts): Result<ServerUser, EmbeddedError> {
  if (data !== undefined && data.uid !== uid) {
    return err({
      message: `The data in ${data.directory} belongs to user ${data.uid}; Hamdel runs as user ${uid}.`,
      hint: `Start Hamdel as the user who started it first, or as root; or give the data away: chown -R ${uid} '${data.directory}'`,
    });
  }
  if (data === undefined && !named) {
    return err({
      message: `User ${uid} has no entry in /etc/passwd, and PostgreSQL refuses to create its data under a bare number.`,
      hint: `Start as a named user (in a container: leave out --user, or use one that the image has). Or: ${USE_OWN_SERVER}`,
    });
  }
  return ok(undefined);
}

function findUser(passwd: string, name: string): UserId | undefined {
  for (const line of passwd.split("\n")) {
    const [user, , uid, gid] = line.split(":");
    if (user === name && Number(uid) > 0 && Number(gid) >= 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}
