import { expect, it } from "vitest";
import { keptJson } from "./json.ts";

it("is the JSON of the whole, whether its items were written before or not", () => {
  const items = [
    { ref: "a", text: "“x”\n", none: undefined },
    { ref: "b", list: [1, null, "c"] },
  ];
  const answers = [
    items,
    [...items, { ref: "d" }],
    { items, n: 2, none: undefined, word: "not defined", inner: { items }, empty: [] },
    { items: items.toReversed(), flags: [true, "s", 1] },
    [],
  ];
  for (const answer of [...answers, ...answers]) expect(keptJson(answer)).toBe(JSON.stringify(answer));
});
