import { expect, it } from "vitest";
import type { Tlp } from "../model/marking.ts";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { CaseFold } from "./fold.ts";
import { nameOf, refNamed } from "./names.ts";

it("counts what has no key by its place among what the reader sees, and leaves names that are taken alone", async () => {
  const made = await CaseBuilder.make();
  const ask = (text: string, tlp: Tlp, key?: string) =>
    made.add(
      "Question",
      {
        ...(key === undefined ? {} : { key }),
        text,
        hypotheses: [{ id: "h1", text: "Yes." }],
        exclusive: false,
        exhaustive: false,
      },
      { marking: tlp },
    );
  const hidden = await ask("Who paid?", "RED");
  const open = await ask("Who moved?", "CLEAR");
  const keyed = await ask("Who knew?", "CLEAR", "Q4");
  const last = await ask("Who told?", "CLEAR");
  const entries = await made.entries();
  const red = new CaseFold(entries, { ceiling: "RED", groups: [] });
  const clear = new CaseFold(entries, { ceiling: "CLEAR", groups: [] });
  // For RED the last is the fourth, and Q4 is what somebody called another.
  expect([hidden, open, keyed, last].map(({ id }) => nameOf(red, id))).toEqual(["Q1", "Q2", "Q4", last.id]);
  expect([open, keyed, last].map(({ id }) => nameOf(clear, id))).toEqual(["Q1", "Q4", "Q3"]);
  expect(nameOf(clear, `${open.id}#h1`)).toBe("Q1#h1");
  expect(refNamed(clear, "Q3")).toBe(last.id);
  expect(refNamed(clear, "Q4")).toBeUndefined();
  // What is not visible has no place, and none is told apart from what never was.
  expect(nameOf(clear, hidden.id)).toBe(hidden.id);
  expect(refNamed(red, "Q9")).toBeUndefined();
});
