import { afterAll, beforeAll, expect, it } from "vitest";
import { type DebianPostgres, startDebianPostgres } from "../support/debian-postgres.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";

describeWith("postgres", "an operator's own PostgreSQL, by DATABASE_URL", (bin) => {
  let server: DebianPostgres;
  let desk: Desk;
  beforeAll(async () => {
    server = await startDebianPostgres(bin);
    desk = await aDesk({ connection: { url: server.url } });
  });
  afterAll(async () => {
    await desk?.stop();
    await server?.stop();
  });

  it("is migrated, and carries a complaint to a person and back", async () => {
    const customer = await desk.visitor();
    await customer.says("سفارش #48217 یک هفته است نرسیده");
    expect((await customer.reply()).text).toContain("#48217");
    await customer.says("می‌خوام با یک نفر حرف بزنم");
    expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
    await desk.agent("sara").says(customer.id, "سلام، در خدمتم.");
    expect(await customer.reply()).toMatchObject({ author: "agent", text: "سلام، در خدمتم." });
  });
});
