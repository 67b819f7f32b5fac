import type { Sql } from "../../src/db/connect.ts";

/** What the driver throws where the server goes away. */
export const GONE = Object.assign(new Error("terminating connection"), { code: "57P01" });

/** In the statements that write down how a send ended. */
export const SETTLES = /with (?:ended|back) as/;

/**
 * The same database, with somebody on the line. Statements that are put together of several must not go over it.
 * @param meets  is given the words of each statement, and how to have it answered
 */
export function onTheLine(sql: Sql, meets: (words: string, ask: () => Promise<unknown>) => Promise<unknown>): Sql {
  return new Proxy(sql, {
    apply(target, self, [strings, ...values]: [TemplateStringsArray, ...unknown[]]) {
      const ask = async () => Reflect.apply(target, self, [strings, ...values]);
      return meets(strings.join("?"), ask);
    },
  });
}
