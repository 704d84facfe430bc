import { describe, expect, it } from "vitest";
import { scoreSentences } from "../../test/support/reading-sentences.ts";

/** Shares of what is right, at the least, on the lines that tuned the rules and on those that did not. */
const AIM = 0.95;

describe.each([
  ["used to tune the rules", false],
  ["untouched while tuning", true],
])("sentences of our own, %s", (name, untouched) => {
  const { denials, others, estimates } = scoreSentences(untouched);
  const share = ({ right, lines }: typeof denials) => right / lines;

  it("has denials found, and none turned into an assertion", () => {
    process.stdout.write(
      `${name}: denials ${denials.right} of ${denials.lines}, others ${others.right} of ${others.lines}, estimates ${estimates.right} of ${estimates.lines}\n`,
    );
    expect(denials.lines).toBeGreaterThan(30);
    expect(share(denials), denials.wrong.join("\n")).toBeGreaterThanOrEqual(AIM);
    expect(denials.wrong.filter((line) => line.startsWith("denies | asserts"))).toEqual([]);
  });

  it("makes no denial of what is none", () => {
    expect(others.wrong.filter((line) => line.includes("| denies |"))).toEqual([]);
    expect(share(others), others.wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
  });

  it("has the estimative words, with the term of their scale", () => {
    expect(estimates.lines).toBeGreaterThanOrEqual(50);
    expect(share(estimates), estimates.wrong.join("\n")).toBeGreaterThanOrEqual(AIM);
  });
});
