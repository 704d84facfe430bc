/** Random small cases for properties of folds: records of every kind that reasoning reads, across levels, organisations and times. */
import type { FoldEntry } from "../../src/case/fold.ts";
import { Random } from "../../src/kernel/random.ts";
import { TLP_LEVELS } from "../../src/model/marking.ts";
import type { Tlp } from "../../src/model/marking.ts";
import type { CellValue } from "../../src/views/matrix.ts";
import { CaseBuilder } from "./case-builder.ts";

const STEPS = 36;
const DATES = ["2030", "2030-06", "2031-01-01", "2031-01-02", "2032"] as const;
const CELLS: readonly CellValue[] = ["CC", "C", "N", "I", "II", "NA"];

/** A random case with supersession, withdrawal, re-marking and citations across levels, and a draft at every level. */
export async function randomCase(seed: number): Promise<readonly FoldEntry[]> {
  const making = new Making(new Random(seed), await CaseBuilder.make(`random ${seed}`));
  await making.begin();
  for (let i = 0; i < STEPS; i++) await making.step();
  await making.end();
  const entries = await making.builder.entries();
  await making.builder.log.close();
  return entries;
}

class Making {
  readonly builder: CaseBuilder;
  readonly #random: Random;
  readonly #claims: string[] = [];
  readonly #judgments: string[] = [];
  readonly #positions: string[] = [];
  readonly #premises: string[] = [];
  readonly #events: string[] = [];
  #artifact = "";
  #question = "";
  #other = "";

  constructor(random: Random, builder: CaseBuilder) {
    this.#random = random;
    this.builder = builder;
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#random.below(items.length)]!;
  }

  #level(): Tlp {
    return this.#pick(TLP_LEVELS);
  }

  /** Level, organisation and, half the time, the date of a new record. */
  #envelope() {
    const dated = this.#random.below(2) === 0 ? {} : { heldAt: this.#pick(DATES) };
    return { marking: this.#level(), for: this.#pick([this.builder.org, this.#other]), ...dated };
  }

  async begin(): Promise<void> {
    const { builder } = this;
    const body = { kind: "organisation" as const, name: "Second Desk", initials: "SD" };
    this.#other = (await builder.add("Party", body, { marking: this.#pick(["CLEAR", this.#level()]) })).id;
    const artifact = { title: "Bytes", sha256: "not recorded" as const, held: false };
    this.#artifact = (await builder.add("Artifact", artifact, { marking: this.#level() })).id;
    const whole = this.#random.below(2) === 0;
    const hypotheses = [
      { id: "h1", text: "These." },
      { id: "h2", text: "Those." },
    ];
    this.#question = (
      await builder.add(
        "Question",
        { text: "Who?", exclusive: whole, exhaustive: whole, hypotheses },
        { marking: this.#pick(["CLEAR", this.#level()]) },
      )
    ).id;
  }

  async step(): Promise<void> {
    const steps = [
      () => this.#claim(),
      () => this.#judgment(),
      () => this.#onJudgment(),
      () => this.#onJudgment(),
      () => this.#onItem(),
      () => this.#onItem(),
      () => this.#onItem(),
      () => this.#premise(),
      () => this.#correction(),
      () => this.#withdrawal(),
      () => this.#remarking(),
    ];
    await this.#pick(steps)();
  }

  async end(): Promise<void> {
    for (const ceiling of TLP_LEVELS)
      await this.builder.add(
        "Edition",
        {
          title: `Draft at ${ceiling}`,
          language: "en",
          ceiling: { tlp: ceiling },
          authors: [this.builder.org],
          blocks: this.#judgments.map((judgment) => ({ block: "judgment" as const, judgment })),
          addressees: [this.#other],
          replyBy: "2031-02",
        },
        { marking: ceiling },
      );
  }

  async #claim(): Promise<void> {
    const derivedFrom =
      this.#claims.length > 0 && this.#random.below(2) === 0
        ? [this.#pick(this.#claims)]
        : this.#pick(["original", "not recorded"] as const);
    const body = {
      speaker: this.builder.org,
      polarity: this.#pick(["asserts", "denies"] as const),
      proposition: `Claim ${this.#random.below(1e6)}.`,
      about: [this.#other],
      ...(this.#claims.length > 0 && this.#random.below(3) === 0
        ? { answers: [this.#pick(this.#claims)] }
        : {}),
      from: [{ artifact: this.#artifact }],
      derivedFrom,
    };
    this.#claims.push((await this.builder.add("Claim", body, this.#envelope())).id);
    if (this.#random.below(3) > 0) return;
    const event = { title: `Event ${this.#random.below(1e6)}`, kind: "vote", start: this.#pick(DATES) };
    this.#events.push((await this.builder.add("Event", event, this.#envelope())).id);
  }

  async #judgment(): Promise<void> {
    const hypothesis = `${this.#question}#${this.#pick(["h1", "h2"])}`;
    const states =
      this.#random.below(3) === 0
        ? { rung: "ordered" as const, of: this.builder.org, hypothesis }
        : { hypothesis };
    const body = { states, restsOn: this.#judgments.slice(0, 1) };
    this.#judgments.push((await this.builder.add("Judgment", body, this.#envelope())).id);
  }

  async #onJudgment(): Promise<void> {
    if (this.#judgments.length === 0) return;
    const judgment = this.#pick(this.#judgments);
    const envelope = this.#envelope();
    const wording = { judgment, language: "en", text: `Wording ${this.#random.below(1e6)}.` };
    const position = {
      judgment,
      organisation: envelope.for,
      stance: "own" as const,
      holds: this.#pick(["joins", "dissents"] as const),
      likelihood: { scale: "icd203/1", term: this.#pick(["likely", "unlikely", "very likely"]) },
      confidence: this.#pick(["low", "high"] as const),
      ...(this.#events.length > 0 ? { movedBy: [this.#pick(this.#events)] } : {}),
    };
    switch (this.#random.below(4)) {
      case 0:
        await this.builder.add("Wording", wording, envelope);
        break;
      case 1:
        this.#positions.push((await this.builder.add("Position", position, envelope)).id);
        break;
      default:
        await this.#basis(judgment);
    }
  }

  async #basis(judgment: string): Promise<void> {
    const entries = [...this.#claims, ...this.#events, ...this.#premises];
    if (entries.length === 0) return;
    const body = {
      judgment,
      entry: this.#pick(entries),
      stands: this.#pick(["for", "for", "against", "context"] as const),
    };
    await this.builder.add("Basis", body, this.#envelope());
  }

  async #onItem(): Promise<void> {
    if (this.#claims.length === 0) return;
    const of = this.#pick(this.#claims);
    const value = this.#pick(CELLS);
    const add = (body: Parameters<typeof this.builder.add<"Appraisal">>[1]) =>
      this.builder.add("Appraisal", body, this.#envelope());
    switch (this.#random.below(8)) {
      case 0:
        await add({ aspect: "reliability", of, value: this.#pick(["A", "C", "F"]) });
        break;
      case 1:
        await add({ aspect: "credibility", of, value: this.#pick(["1", "3", "6"]) });
        break;
      case 2:
        await add({ aspect: "denial", of, value: { ifTrue: 0.5, ifFalse: this.#pick([0.5, 0.1]) } });
        break;
      case 3:
        await add({ aspect: "iiaf", of, value: { category: "technical", source: "open" } });
        break;
      case 4:
        await add({
          aspect: "probabilities",
          of: this.#question,
          value: { h1: this.#pick([0.5, 0.8]), h2: 0.5 },
        });
        break;
      default:
        for (const row of ["h1", "h2"])
          await add({ aspect: "consistency", of, against: `${this.#question}#${row}`, value });
    }
  }

  async #premise(): Promise<void> {
    if (this.#premises.length > 0 && this.#random.below(2) === 0) {
      const value = {
        outcome: this.#pick(["happened", "did not happen", "cannot be told"] as const),
        on: this.#pick(DATES),
      };
      const body = { aspect: "resolution" as const, of: this.#pick(this.#premises), value };
      await this.builder.add("Appraisal", body, this.#envelope());
      return;
    }
    const about = this.#judgments.length === 0 ? [] : [this.#pick(this.#judgments)];
    const body = { kind: "indicator" as const, text: "Somebody says so.", due: this.#pick(DATES), about };
    this.#premises.push((await this.builder.add("Premise", body, this.#envelope())).id);
  }

  async #correction(): Promise<void> {
    if (this.#claims.length === 0) return;
    const supersedes = this.#pick(this.#claims);
    const marking = (await this.builder.log.marking(supersedes))!;
    const body = {
      speaker: this.builder.org,
      polarity: "qualifies" as const,
      proposition: `Instead ${this.#random.below(1e6)}.`,
    };
    this.#claims.push((await this.builder.add("Claim", body, { marking, supersedes })).id);
  }

  async #withdrawal(): Promise<void> {
    const old = [...this.#claims, ...this.#positions];
    if (old.length === 0) return;
    const about = this.#pick(old);
    const marking = (await this.builder.log.marking(about))!;
    const body = {
      speaker: this.builder.org,
      polarity: "retracts" as const,
      proposition: "Taken back.",
      about: [about],
    };
    await this.builder.add("Claim", body, { marking });
  }

  async #remarking(): Promise<void> {
    const old = [...this.#claims, ...this.#positions, ...this.#judgments, ...this.#premises];
    if (old.length === 0) return;
    const of = this.#pick(old);
    const to = this.#level();
    const now = (await this.builder.log.marking(of))!;
    const lower = TLP_LEVELS.indexOf(to) < TLP_LEVELS.indexOf(now.tlp) ? to : now.tlp;
    await this.builder.add("Marking", { of, to: { tlp: to } }, { marking: lower });
  }
}
