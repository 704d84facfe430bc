import { expect, it } from "vitest";
import { randomCase } from "../../test/support/random-case.ts";
import { Random } from "../kernel/random.ts";
import { TLP_LEVELS } from "../model/marking.ts";
import { CaseFold } from "./fold.ts";
import type { FoldEntry } from "./fold.ts";

/** All that a fold answers about the records of a log. */
const answers = (fold: CaseFold, entries: readonly FoldEntry[]) => ({
  visible: fold.visible,
  of: entries.map(({ id }) => [
    fold.place(id),
    fold.stands(id),
    fold.latest(id),
    fold.marking(id),
    fold.current(id),
  ]),
  claims: fold.all("Claim").map(({ id }) => id),
});

it("is the same whether a log was read at once or as it grew, for readers at every level", async () => {
  let remarked = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const whole = await randomCase(seed);
    const random = new Random(seed);
    remarked += whole.filter(({ record }) => record?.type === "Marking").length;
    for (const ceiling of TLP_LEVELS) {
      const reader = { ceiling, groups: [] };
      const log = whole.slice(0, 3);
      let fold = new CaseFold(log, reader);
      while (log.length < whole.length) {
        log.push(...whole.slice(log.length, log.length + 1 + random.below(6)));
        fold = fold.grown();
        expect(answers(fold, whole)).toEqual(answers(new CaseFold(log, reader), whole));
      }
    }
  }
  // Without any, nothing would show that a re-marking is followed.
  expect(remarked).toBeGreaterThan(20);
});
