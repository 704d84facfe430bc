import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPath, startPath } from "./next.ts";

const FOREIGN = [
  "//evil.example/",
  "///evil.example/",
  "/\\evil.example/",
  "\\\\evil.example",
  "https://evil.example/cases/a",
  "https:evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "\n//evil.example",
  "/cases/..//evil.example",
  "/cases/%2e%2e//evil.example",
  "/cases//evil.example",
  "/./../\\evil.example",
  "/session/end",
  "/api/cases",
  "cases/demo",
  " //evil.example",
  "",
  undefined,
  ["/cases/demo"],
];

describe("where to go after signing in", () => {
  it.each([
    "/",
    "/password",
    "/?q=1",
    "/cases/demo",
    "/cases/demo/log/J1?plumb=J1&q=a%20b",
    "/cases/demo/editions/public/index.html#texts",
    "/cases/demo/corpus?q=https%3A%2F%2Fevil.example",
  ])("is the page that was asked for: %s", (path) => {
    expect(nextPath(path)).toBe(path);
  });

  it.each(FOREIGN)("is the list of cases for %s", (asked) => {
    expect(nextPath(asked)).toBe("/");
  });

  it("never leaves this server, whatever was asked", () => {
    const part = fc.constantFrom(
      "/",
      "\\",
      "..",
      ".",
      "%2e",
      "cases",
      "evil.example",
      ":",
      "?",
      "#",
      "@",
      "\t",
      "a",
    );
    const asked = fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join("")}`);
    fc.assert(
      fc.property(asked, (text) => {
        const to = new URL(nextPath(text), "https://plumbline.example:1234");
        expect(to.origin).toBe("https://plumbline.example:1234");
        expect(["/", "/password"].includes(to.pathname) || to.pathname.startsWith("/cases/")).toBe(true);
      }),
    );
  });

  it("stands in the address of the door, unless it is the list of cases", () => {
    expect(startPath("/cases/demo?plumb=J1")).toBe("/start?next=%2Fcases%2Fdemo%3Fplumb%3DJ1");
    expect(startPath("/")).toBe("/start");
  });
});
