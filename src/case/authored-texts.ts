/** What the authors of an edition wrote into it: its running texts, and titles and notes of figures. */
import type { Body } from "../model/records.ts";
import type { FindingView } from "../views/edition.ts";
import type { CaseFold } from "./fold.ts";
import type { TextBlock } from "./invariants.ts";

type Block = Body<"Edition">["blocks"][number];
type FindingBlock = Extract<Block, { block: "finding" }>;

/** Titles and notes of the figures of a finding, in order. */
export function figureTexts({ figures = [] }: FindingBlock): string[] {
  return figures.flatMap(({ title, note }) => [title, note].filter((text) => text !== undefined));
}

/** Every text that the invariants hold to account, as it is called in a refusal. */
export function authoredTexts(fold: CaseFold, blocks: readonly Block[]): TextBlock[] {
  const running = blocks
    .filter((block) => block.block === "text")
    .map(({ text, cites }, i) => ({
      called: `text ${i + 1}`,
      text,
      cites: cites.map((ref) => fold.latest(ref)),
    }));
  const figures = blocks.flatMap((block, i) =>
    block.block === "finding"
      ? figureTexts(block).map((text) => ({ called: `a figure of block ${i + 1}`, text, cites: [] }))
      : [],
  );
  return [...running, ...figures];
}

/** Words for a figure that the finding does not have: they would be lost without a word. */
export function missingFigures(
  blocks: readonly Block[],
  findings: readonly FindingView[],
): { readonly code: string; readonly about: string; readonly text: string }[] {
  return blocks.flatMap((block, i) => {
    if (block.block !== "finding") return [];
    const view = findings.find(({ ref }) => ref === block.finding);
    if (view === undefined) return [];
    const has = view.finding.figures.length;
    return (block.figures ?? [])
      .filter(({ figure }) => figure > has)
      .map(({ figure }) => ({
        code: "NO-FIGURE",
        about: `block ${i + 1}`,
        text: `${view.label} has no figure ${figure}: its figures are numbered 1 to ${has}.`,
      }));
  });
}
