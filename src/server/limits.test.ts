import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { limitBodies, Limits, RATES } from "./limits.ts";

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

describe("bodies", () => {
  it("of files have the bound that was set, and all others the usual one", async () => {
    const app = new Hono();
    app.use(limitBodies(3 * 2 ** 20));
    app.post("*", async (context) => context.text(String((await context.req.arrayBuffer()).byteLength)));
    app.onError((error, context) => context.text(error instanceof PlumblineError ? error.message : "", 413));
    const send = async (path: string, mib: number) => {
      const body = new Uint8Array(mib * 2 ** 20);
      const headers = { "content-length": String(body.byteLength) };
      return (await app.request(path, { method: "POST", body, headers })).text();
    };
    expect(await send("/api/cases/a/uploads", 3)).toBe(String(3 * 2 ** 20));
    expect(await send("/api/cases/a/uploads", 4)).toBe("A body here has at most 3 MiB.");
    expect(await send("/api/cases/a/records", 3)).toBe("A body here has at most 2 MiB.");
  });
});
