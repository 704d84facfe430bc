/**
 * What the log holds of codings: the codes are of the codebook, the unit is of its kind, the marking is at least that of the
 * file the unit stands in, and only the coder changes a code.
 */
import { PlumblineError } from "../../errors.ts";
import { unitKey } from "../../model/coding.ts";
import { noHigher } from "../../model/marking.ts";
import type { Marking } from "../../model/marking.ts";
import type { Body, CaseRecord } from "../../model/records.ts";

export class CodingRules {
  readonly #codebooks = new Map<string, Body<"Codebook">>();
  readonly #codings = new Map<string, { readonly by: string; readonly unit: string }>();

  remember(record: CaseRecord): void {
    if (record.type === "Codebook") this.#codebooks.set(record.id, record.body);
    if (record.type === "Coding")
      this.#codings.set(record.id, { by: record.by, unit: unitKey(record.body.unit) });
  }

  /**
   * @param marking effective marking of the Artifact that the unit stands in
   * @throws PlumblineError REFERENCE, INVARIANT or MARKING_RULE.
   */
  check(record: CaseRecord<"Coding">, marking: Marking | undefined): void {
    const { codebook, unit, says } = record.body;
    const where = `Coding ${record.id}`;
    const refuse = (why: string) => new PlumblineError("INVARIANT", why, { where });
    // A purged codebook says nothing any more.
    const book = this.#codebooks.get(codebook);
    if (book !== undefined) {
      const unknown = says === "cannot say" ? undefined : says.find((code) => !hasCode(book, code));
      if (unknown !== undefined)
        throw new PlumblineError("REFERENCE", `${unknown} is no code of ${codebook}.`, { where });
      if (says !== "cannot say" && !book.several && says.length !== 1)
        throw refuse("This codebook gives a unit exactly one code, or `cannot say`.");
      if (("row" in unit ? "post" : "account") !== book.of)
        throw refuse(`This codebook is for single ${book.of}s.`);
    }
    if (marking !== undefined && !noHigher(marking, record.marking))
      throw new PlumblineError(
        "MARKING_RULE",
        `${record.id} is marked ${record.marking.tlp}, below the file of its unit (${marking.tlp}).`,
        { where },
      );
    const old = record.supersedes === undefined ? undefined : this.#codings.get(record.supersedes);
    if (old !== undefined && (old.by !== record.by || old.unit !== unitKey(unit)))
      throw refuse("A code is changed by the person who gave it, for the unit it was given to.");
  }
}

const hasCode = (book: Body<"Codebook">, code: string): boolean =>
  book.categories.some((category) => category.code === code);
