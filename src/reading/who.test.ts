import { describe, expect, it } from "vitest";
import { scoreWho } from "../../test/support/reading-who.ts";

/** A wrong name is worse than none: so many in a hundred at the most. */
const MOST_WRONG = 0.03;

describe.each([
  ["used to tune the rules", false],
  ["untouched while tuning", true],
])("passages of our own, %s", (name, untouched) => {
  it("names who speaks, or leaves it open", () => {
    const { right, open, wrong } = scoreWho(untouched);
    const passages = right + open.length + wrong.length;
    process.stdout.write(
      `${name}: ${right} right, ${open.length} open, ${wrong.length} wrong of ${passages}\n`,
    );
    expect(passages).toBe(75);
    expect(wrong.length / passages, wrong.join("\n")).toBeLessThanOrEqual(MOST_WRONG);
  });
});
