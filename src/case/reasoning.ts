/** The reasoning of a case over one fold: every view of it, with what they share computed once. */
import { PlumblineError } from "../errors.ts";
import type { CodebookView, CodingView } from "../views/coding.ts";
import type { MatrixView } from "../views/matrix.ts";
import type { StaleView } from "../views/stale.ts";
import type {
  AccessEntry,
  CalibrationView,
  ChainView,
  DenialView,
  HistoryView,
  LedgerView,
  PremisesView,
  QuestionsView,
  Reasoning,
} from "../views/reasoning.ts";
import { typeOfRef } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { Named } from "../views/basics.ts";
import type { JudgmentView } from "../views/edition.ts";
import { calibrationView } from "./calibration.ts";
import { chainView } from "./chain.ts";
import { codebookViews, codingView } from "./coding.ts";
import { denialViews } from "./denials.ts";
import type { CaseFold } from "./fold.ts";
import { historyView } from "./history.ts";
import { judgmentViews } from "./judgment-list.ts";
import { ledgerView } from "./ledger.ts";
import { matrixView } from "./matrix.ts";
import { named } from "./named.ts";
import { nineQuestions, readBy } from "./nine-questions.ts";
import { premisesView } from "./premises.ts";
import { staleViews } from "./stale-list.ts";

/** @param resolve the record that a person means by an id or a key; it throws NOT_FOUND or AMBIGUOUS */
export function reasoningOver(fold: CaseFold, resolve: (name: string) => Ref): Reasoning {
  return new FoldReasoning(fold, resolve);
}

class FoldReasoning implements Reasoning {
  readonly #fold: CaseFold;
  readonly #resolve: (name: string) => Ref;

  constructor(fold: CaseFold, resolve: (name: string) => Ref) {
    this.#fold = fold;
    this.#resolve = resolve;
  }

  ledger(): LedgerView {
    return ledgerView(this.#fold);
  }

  questions(): readonly Named[] {
    return this.#fold.all("Question").map(({ id }) => named(this.#fold, id));
  }

  judgments(): readonly Named[] {
    return this.#fold.all("Judgment").map(({ id }) => named(this.#fold, id));
  }

  matrix(question: string): MatrixView {
    const ref = this.#standing("Question", question);
    return matrixView(this.#fold, this.#fold.find("Question", ref)!);
  }

  history(judgment: string, outcome?: string): HistoryView {
    const ref = this.#standing("Judgment", judgment);
    return historyView(this.#fold, ref, outcome === undefined ? undefined : this.#resolve(outcome));
  }

  chain(judgment?: string): ChainView {
    const views = this.judgmentViews();
    const lower = new Set(views.flatMap(({ restsOn }) => restsOn.map(({ ref }) => ref)));
    const all = views.map(({ ref }) => ref);
    // Those that nothing rests on come first; a circle has none, so that the rest follows.
    const tops = [...all.filter((ref) => !lower.has(ref)), ...all.filter((ref) => lower.has(ref))];
    const top = judgment === undefined ? tops : [this.#standing("Judgment", judgment)];
    return chainView(views, top, (ref) => named(this.#fold, ref));
  }

  denials(): readonly DenialView[] {
    return denialViews(this.#fold);
  }

  premises(now: string): PremisesView {
    return premisesView(this.#fold, now);
  }

  calibration(): CalibrationView {
    return calibrationView(this.#fold);
  }

  stale(): readonly StaleView[] {
    return staleViews(this.#fold);
  }

  codebooks(): readonly CodebookView[] {
    return codebookViews(this.#fold);
  }

  coding(codebook: string, blindFor?: string): CodingView {
    const ref = this.#standing("Codebook", codebook);
    return codingView(this.#fold, this.#fold.find("Codebook", ref)!, blindFor);
  }

  linchpin(judgment: string): JudgmentView["linchpin"] {
    const ref = this.#standing("Judgment", judgment);
    return this.judgmentViews().find((view) => view.ref === ref)!.linchpin;
  }

  nineQuestions(access?: readonly AccessEntry[]): QuestionsView {
    const unread = nineQuestions(this.#fold);
    // Lines of the access log grow while the fold stays the same, and only one answer reads them.
    return access === undefined ? unread : readBy(unread, this.#fold, access);
  }

  judgmentViews(): readonly JudgmentView[] {
    return judgmentViews(this.#fold);
  }

  /** The record that stands in the place of the one named, if it is of this type. */
  #standing(type: RecordType, name: string): Ref {
    const ref = this.#fold.current(this.#resolve(name));
    if (ref === undefined || typeOfRef(ref) !== type)
      throw new PlumblineError(
        "NOT_FOUND",
        `No standing ${type.toLowerCase()} has this id or key at this level.`,
        {
          where: name,
        },
      );
    return ref;
  }
}
