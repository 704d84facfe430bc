import { expect, it } from "vitest";
import { explanationSchema } from "./finding.ts";

const measured = { predicts: "Days.", measured: "9 of 10.", answer: "speaks for" } as const;
const titled = { title: "A call", check: "Look for it." };

it("takes an explanation as earlier records have it: without an answer", () => {
  expect(explanationSchema.parse(titled)).toEqual(titled);
});

it("takes an answer with what is predicted and what was measured only", () => {
  const ratio = { log10: 3, of: "days of a call", over: "any days" };
  const whole = { ...titled, ...measured, likelihoodRatio: ratio };
  expect(explanationSchema.parse(whole)).toEqual(whole);
  for (const half of [
    { ...titled, answer: measured.answer },
    { ...titled, answer: measured.answer, measured: measured.measured },
    { ...titled, measured: measured.measured },
    { ...titled, likelihoodRatio: ratio },
    { ...titled, ...measured, answer: "it fits" },
  ])
    expect(explanationSchema.safeParse(half).success).toBe(false);
});
