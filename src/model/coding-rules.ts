/**
 * What must hold of a coding: the codes are of the codebook, the unit is of its kind, the marking is at least that of the file the
 * unit stands in, and only the coder changes a code.
 */
import { unitKey } from "./coding.ts";
import type { Above, Fault } from "./fault.ts";
import { noHigher } from "./marking.ts";
import type { Body, CaseRecord, IssuedDraft } from "./records.ts";

type Coding = (CaseRecord | IssuedDraft) & { readonly type: "Coding" };

/** Every rule that the coding breaks. A purged codebook says nothing any more, and a purged file has no marking. */
export function codingFaults(record: Coding, above: Above): Fault[] {
  const { codebook, unit } = record.body;
  const book = above(codebook)?.record;
  const faults = book?.type === "Codebook" ? codeFaults(record.body, book.body) : [];
  const file = above(unit.artifact);
  if (file?.record !== undefined && !noHigher(file.marking, record.marking))
    faults.push({
      rule: "coding: below its file",
      code: "MARKING_RULE",
      path: ["marking"],
      message: `It is marked ${record.marking.tlp}, below the file of its unit (${file.marking.tlp}).`,
      hint: "Mark what is said of a unit no lower than the file that the unit stands in.",
    });
  const old = record.supersedes === undefined ? undefined : above(record.supersedes)?.record;
  if (old?.type === "Coding" && (old.by !== record.by || unitKey(old.body.unit) !== unitKey(unit)))
    faults.push({
      rule: "coding: of another",
      code: "INVARIANT",
      path: ["supersedes"],
      message: "A code is changed by the person who gave it, for the unit it was given to.",
    });
  return faults;
}

function codeFaults({ codebook, unit, says }: Body<"Coding">, book: Body<"Codebook">): Fault[] {
  const faults: Fault[] = [];
  if (says !== "cannot say") {
    for (const [i, code] of says.entries())
      if (!book.categories.some((category) => category.code === code))
        faults.push({
          rule: "coding: no such code",
          code: "REFERENCE",
          path: ["body", "says", i],
          message: `${code} is no code of ${codebook}.`,
        });
    if (!book.several && says.length !== 1)
      faults.push({
        rule: "coding: one code",
        code: "INVARIANT",
        path: ["body", "says"],
        message: "This codebook gives a unit exactly one code, or `cannot say`.",
      });
  }
  if (("row" in unit ? "post" : "account") !== book.of)
    faults.push({
      rule: "coding: kind of unit",
      code: "INVARIANT",
      path: ["body", "unit"],
      message: `This codebook is for single ${book.of}s.`,
    });
  return faults;
}
