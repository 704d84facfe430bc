/** What an edition may consist of: everything of the case that a block can print or a sentence can cite. */
import type { Body } from "../../../model/records.ts";
import { useFindings } from "../../data/findings.ts";
import { useJudgments, useLedger, useQuestions } from "../../data/reasoning.ts";

export type Block = Body<"Edition">["blocks"][number];

export interface Part {
  readonly ref: string;
  readonly kind: "judgment" | "question" | "finding" | "item";
  readonly text: string;
}

/** Judgments, questions, findings, and the rest of the ledger, in this order; undefined while they are read. */
export function useParts(caseName: string): readonly Part[] | undefined {
  const judgments = useJudgments(caseName).data;
  const questions = useQuestions(caseName).data;
  const findings = useFindings(caseName).data;
  const ledger = useLedger(caseName).data;
  if (judgments === undefined || questions === undefined || findings === undefined || ledger === undefined)
    return undefined;
  const found = new Set(findings.map(({ ref }) => ref));
  return [
    ...judgments.map(({ ref, label, wording, states }) => ({
      ref,
      kind: "judgment" as const,
      text: `${label}: ${wording?.text ?? states.text}`,
    })),
    ...questions.map(({ ref, name, text }) => ({
      ref,
      kind: "question" as const,
      text: name === ref ? text : `${name}: ${text}`,
    })),
    ...findings.map(({ ref, label, name }) => ({
      ref,
      kind: "finding" as const,
      text: `${label}: ${name}`,
    })),
    ...ledger.items
      .filter(({ ref }) => !found.has(ref))
      .map(({ ref, text }) => ({ ref, kind: "item" as const, text })),
  ];
}

/** The block that prints a part; a part that is only cited has none. */
export function blockOf({ kind, ref }: Part): Block | undefined {
  switch (kind) {
    case "judgment":
      return { block: "judgment", judgment: ref };
    case "question":
      return { block: "question", question: ref };
    case "finding":
      return { block: "finding", finding: ref };
    case "item":
      return undefined;
  }
}

/** The part that a block prints. */
export function partOf(block: Block): string | undefined {
  switch (block.block) {
    case "judgment":
      return block.judgment;
    case "question":
      return block.question;
    case "finding":
      return block.finding;
    case "heading":
    case "text":
      return undefined;
  }
}

/** Why a block cannot stand yet; undefined if it can. */
export function lacks(block: Block): string | undefined {
  if (block.block !== "heading" && block.block !== "text") return undefined;
  if (block.text.trim() === "") return "has no words";
  if (block.block === "text" && block.cites.length === 0) return "cites nothing";
  return undefined;
}
