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
  const app = new Hono();
  app.use(limitBodies);
  app.post("*", async (context) => {
    const reader = context.req.raw.body!.getReader();
    const first = await reader.read();
    await reader.cancel();
    return context.text(String(first.value?.length));
  });
  app.onError((error, context) => context.text(error instanceof PlumblineError ? error.message : "", 413));

  it("of files go on as they come, stated or not; all others have one bound", async () => {
    const body = new Uint8Array(3 * 2 ** 20);
    const headers = { "content-length": String(body.byteLength) };
    const send = async (path: string) => (await app.request(path, { method: "POST", body, headers })).text();
    expect(await send("/api/cases/a/uploads")).toMatch(/^[1-9][0-9]*$/);
    expect(await send("/api/cases/a/records")).toBe("A body here has at most 2 MiB.");
    // A file without end: who would gather it never answers.
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        if (++pulled > 1000) controller.error(new Error("gathered"));
        else controller.enqueue(new Uint8Array(1000));
      },
    });
    const init = {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "transfer-encoding": "chunked" },
    };
    const answer = await app.request("/api/cases/a/uploads", init as RequestInit);
    expect(await answer.text()).toBe("1000");
    expect(pulled).toBeLessThan(10);
  });
});
