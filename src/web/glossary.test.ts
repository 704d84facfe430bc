import { expect, it } from "vitest";
import { explain } from "./glossary.ts";

const screens = import.meta.glob<string>("./**/*.tsx", { query: "?raw", import: "default", eager: true });
const used = Object.values(screens)
  .flatMap((source) => [...source.matchAll(/<Term of="([^"]+)"/g)])
  .map(([, term = ""]) => term);

it("terms are used on the screens", () => {
  expect(new Set(used).size).toBeGreaterThan(12);
});

it.each([...new Set([...used, "TLP:RED", "TLP:AMBER+STRICT", "TLP:CLEAR"])])(
  "explains “%s” in plain sentences",
  (term) => {
    const says = explain(term);
    expect(says).toMatch(/^.{8,}[.]$/);
    expect(says).not.toMatch(/[`*#]|\]\(/);
  },
);

it("knows no other words", () => {
  expect(explain("heron")).toBeUndefined();
  expect(explain("findings")).toBeUndefined();
});
