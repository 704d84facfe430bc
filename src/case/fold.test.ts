import { expect, it } from "vitest";
import { randomCase } from "../../test/support/random-case.ts";
import { calibrationView } from "./calibration.ts";
import { createHash } from "node:crypto";
import { Random } from "../kernel/random.ts";
import { TLP_LEVELS } from "../model/marking.ts";
import type { CaseRecord } from "../model/records.ts";
import { CaseFold } from "./fold.ts";
import type { FoldEntry } from "./fold.ts";
import { keptIn, keptInPart } from "./kept.ts";
import { keyHolders } from "./keys.ts";
import { refLabelled } from "./labels.ts";
import { lintCase } from "./lint/case-lint.ts";
import { nameOf, refNamed } from "./names.ts";
import { reasoningOver } from "./reasoning.ts";
import { everAbout, standingAbout } from "./relations.ts";
import { traceLine } from "./trace.ts";

/** All that a fold answers about the records of a log. */
const answers = (fold: CaseFold, entries: readonly FoldEntry[]) => ({
  visible: fold.visible,
  root: fold.root(),
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
        const old = fold;
        const said = answers(old, whole);
        fold = fold.grown();
        expect(answers(fold, whole)).toEqual(answers(new CaseFold(log, reader), whole));
        // Who asked before the log grew is answered from what was there.
        expect(answers(old, whole)).toEqual(said);
      }
    }
  }
  // Without any, nothing would show that a re-marking is followed.
  expect(remarked).toBeGreaterThan(20);
});

/** The log with corrections of records of every type between its entries, each of what stands. */
function withCorrections(log: readonly FoldEntry[], random: Random): FoldEntry[] {
  const all: FoldEntry[] = [];
  const open: FoldEntry[] = [];
  for (const entry of log) {
    all.push(entry);
    // What withdraws is left alone, and what somebody else ends is not ended twice.
    const { record } = entry;
    if (record === undefined || record.type === "Marking") continue;
    if (record.supersedes !== undefined || (record.type === "Claim" && record.body.polarity === "retracts"))
      continue;
    if (!log.some((other) => other.record?.supersedes === entry.id)) open.push(entry);
    if (random.below(3) > 0 || open.length === 0) continue;
    const at = random.below(open.length);
    const made = correctionOf(open[at]!, all.length);
    all.push(made);
    open[at] = made;
  }
  return all;
}

function correctionOf(entry: FoldEntry, n: number): FoldEntry {
  const record = entry.record!;
  const id = `${record.id.slice(0, record.id.indexOf("_") + 1)}${String(n).padStart(10, "0")}`;
  const changed =
    record.type === "Basis"
      ? { stands: record.body.stands === "for" ? "against" : "for" }
      : record.type === "Party"
        ? { name: `Renamed ${n}` }
        : record.type === "Artifact"
          ? { title: `Retitled ${n}` }
          : {};
  const body = { ...record.body, ...changed };
  const leaf = createHash("sha256").update(id).digest("hex");
  return { ...entry, id, leaf, record: { ...record, id, supersedes: record.id, body } as CaseRecord };
}

/** What reads nothing else of a fold than what one question asks. */
const standsNow = keptInPart(
  (id: string) => id,
  (fold: CaseFold, id: string) => fold.stands(id),
);
const latestNow = keptInPart(
  (id: string) => id,
  (fold: CaseFold, id: string) => fold.latest(id),
);
const endingNow = keptIn((fold: CaseFold) => fold.ending().map(({ id }) => id));

/** All that is computed over a fold and kept. */
const computed = (fold: CaseFold) => {
  const reasons = reasoningOver(fold, (name) => name);
  const ids = fold.visible.map(({ record }) => record.id);
  const of = (type: "Question" | "Judgment") => fold.all(type).map(({ id }) => id);
  return {
    judgments: reasons.judgmentViews(),
    ledger: reasons.ledger(),
    nine: reasons.nineQuestions(),
    chain: reasons.chain(),
    denials: reasons.denials(),
    premises: reasons.premises("2032-01-01"),
    stale: reasons.stale(),
    now: ids.map((id) => [standsNow(fold, id), latestNow(fold, id)]),
    ending: endingNow(fold),
    calibration: calibrationView(fold),
    matrices: of("Question").map((id) => reasons.matrix(id)),
    histories: of("Judgment").map((id) => reasons.history(id)),
    lint: lintCase(fold),
    lines: ids.map((id) => traceLine(fold, id)),
    names: ids.map((id) => [nameOf(fold, id), everAbout(fold, id), standingAbout(fold, "Appraisal", id)]),
    named: ["J1", "J2", "C1", "C3", "E1", "Q1", "F1", "S1"].map((name) => [
      refNamed(fold, name),
      refLabelled(fold, name),
      keyHolders(fold, name),
    ]),
  };
};

it.each([
  ["as it is", (log: readonly FoldEntry[]) => [...log]],
  ["with corrections of records of every type", withCorrections],
])("keeps of what was computed what holds, and nothing else, as the log grows, %s", async (_, made) => {
  let kept = 0;
  for (let seed = 1; seed <= 6; seed++) {
    const random = new Random(seed);
    const whole = made(await randomCase(seed), random);
    for (const ceiling of TLP_LEVELS) {
      const reader = { ceiling, groups: [] };
      const log = whole.slice(0, 3);
      let fold = new CaseFold(log, reader);
      let before: ReturnType<typeof computed> | undefined;
      while (log.length < whole.length) {
        log.push(...whole.slice(log.length, log.length + 1 + random.below(3)));
        fold = fold.grown();
        // What was not asked for since several records came has to hold as well.
        if (random.below(3) === 0) continue;
        const now = computed(fold);
        expect(now).toEqual(computed(new CaseFold(log, reader)));
        kept += now.judgments.filter((view, i) => view === before?.judgments[i]).length;
        before = now;
      }
    }
  }
  // Where nothing is kept this shows nothing.
  expect(kept).toBeGreaterThan(60);
});
