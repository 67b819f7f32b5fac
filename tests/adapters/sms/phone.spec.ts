import { describe, expect, it } from "vitest";
import { handleOf, receptorOf } from "../../../adapters/sms/phone.ts";

describe("one spelling for one phone", () => {
  it.each([
    "09120000001",
    "+989120000001",
    "989120000001",
    "00989120000001",
    "9120000001",
    "۰۹۱۲۰۰۰۰۰۰۱",
    "٠٩١٢٠٠٠٠٠٠١",
    "+98 912 000 0001",
    " 0912-000-0001 ",
  ])("knows %s", (written) => {
    expect(handleOf(written)).toEqual({ id: "+989120000001", phone: "+989120000001" });
    expect(receptorOf(written)).toBe("09120000001");
  });

  it("calls a foreign number from home as one calls abroad", () => {
    expect(handleOf("0014155550123").phone).toBe("+14155550123");
    expect(receptorOf("+14155550123")).toBe("0014155550123");
  });

  it.each(["Snapp", "30002225", "3000202030", "20008", "110", "دیجی‌کالا", "call 09120000001 now"])(
    "leaves %s as it is: nobody can be called there",
    (written) => {
      expect(handleOf(written)).toEqual({ id: written, phone: null });
      expect(receptorOf(written)).toBeNull();
    },
  );

  it("is steady: the spelling of a spelling is the same", () => {
    for (const written of ["09120000001", "0014155550123", "Snapp", "30002225"]) {
      const { id } = handleOf(written);
      expect(handleOf(id).id).toBe(id);
    }
  });
});
