import { expect, it } from "vitest";
import { refLabelled } from "./labels.ts";
import { editionOver } from "./edition-view.ts";
import { TLP_LEVELS } from "../model/marking.ts";
import { randomCase } from "../../test/support/random-case.ts";
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

it("finds under each label of the edition at the reader's own level what the edition prints under it", async () => {
  let found = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const entries = await randomCase(seed);
    for (const ceiling of TLP_LEVELS) {
      const fold = new CaseFold(entries, { ceiling, groups: [] });
      const { view } = editionOver(fold);
      const cited = view.judgments.flatMap(({ for: first, against, context }) =>
        [first, against, context].flatMap(({ entries: basis }) =>
          basis.flatMap(({ entry }) => (entry === "not public" ? [] : [entry])),
        ),
      );
      const printed = [
        ...view.judgments,
        ...view.findings,
        ...view.sources,
        ...view.questions,
        ...cited,
      ] as const;
      for (const { label, ref } of printed) expect([label, refLabelled(fold, label)]).toEqual([label, ref]);
      found += cited.length;
    }
  }
  expect(found).toBeGreaterThan(20);
});
