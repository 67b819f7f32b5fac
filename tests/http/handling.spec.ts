import { afterAll, beforeAll, expect, it } from "vitest";
import { HANDLING } from "../support/handling.ts";
import { type HttpDesk, openHttp } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

it("the API names the sub-categories of the taxonomy in force, in every language, and keeps their cues to itself", async () => {
  const { status, body } = await http.ask("GET", "/api/v1/taxonomy");
  expect(status).toBe(200);
  expect(body).toMatchObject({ key: "retail", name: { en: "Retail" } });
  const { subcategories } = body;
  expect(subcategories).toHaveLength(HANDLING.taxonomy.subcategories.length);
  expect(subcategories[0]).toEqual({
    key: "late",
    category: "delivery",
    name: { fa: "دیر رسیدن سفارش", ar: "تأخر التوصيل", en: "late delivery" },
  });
});

it("the API tells agents what a playbook holds for them, and nothing of a category that is none", async () => {
  const { status, body } = await http.ask("GET", "/api/v1/playbooks/product_defect");
  expect(status).toBe(200);
  expect(body).toMatchObject({ category: "product_defect", evidence: ["photo", "serial_number"] });
  expect(body.remedies[0]).toEqual({
    key: "repair",
    name: { fa: "تعمیر", ar: "إصلاح", en: "a repair" },
    limit: { most: 2, unit: "times" },
    approvedBy: "agent",
  });
  expect(body.escalation.fa.length).toBeGreaterThan(0);
  expect(body).not.toHaveProperty("words");
  expect((await http.ask("GET", "/api/v1/playbooks/weather")).status).toBe(400);
});
