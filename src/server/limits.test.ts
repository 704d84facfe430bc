import { describe, expect, it } from "vitest";
import { Limits, RATES } from "./limits.ts";

describe("rates", () => {
  it("let a burst through, then the stated rate, for each visitor alone", () => {
    let ms = 0;
    const limits = new Limits(() => ms);
    const { burst, perSecond } = RATES.signIn;
    for (let i = 0; i < burst; i++) expect(limits.take("signIn", "a")).toBe(0);
    expect(limits.take("signIn", "a")).toBe(Math.ceil(1 / perSecond));
    expect(limits.take("signIn", "b")).toBe(0);
    expect(limits.take("read", "a")).toBe(0);
    ms += 1000 / perSecond;
    expect(limits.take("signIn", "a")).toBe(0);
    expect(limits.take("signIn", "a")).toBeGreaterThan(0);
  });
});
