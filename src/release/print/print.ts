/** The document as blocks in reading order: the first page for two minutes, the rest for readers who check every line. */
import type { Document } from "../document/types.ts";
import { findingBlocks } from "./findings.ts";
import { keyJudgment, plumbLine, underJudgment } from "./judgment.ts";
import {
  checkBlocks,
  claimBlocks,
  eventBlocks,
  methodBlocks,
  premiseBlocks,
  questionBlocks,
  sourceBlocks,
  textBlocks,
} from "./ledger.ts";
import { citesOf, heading, paragraph, say, under } from "./parts.ts";
import type { Block } from "./types.ts";

/** The language of the words around what was imported. */
export const PAGE_LANGUAGE = "en";

/** Linear in the document. */
export function printBlocks(document: Document): Block[] {
  const cites = citesOf(document);
  const texts = section("In the authors’ words", document.texts.flatMap(textBlocks));
  return [
    ...front(document),
    ...(document.textsFirst ? texts : []),
    heading(1, "Key judgments", "judgments"),
    ...say("note", document.noJudgment),
    ...(document.judgments.length === 0
      ? []
      : [{ kind: "standing" as const, of: document.judgments.map(({ label }) => label) }]),
    ...document.judgments.flatMap((judgment) =>
      ending(keyJudgment(judgment, cites, PAGE_LANGUAGE), judgment.label),
    ),
    heading(1, "How to read this report"),
    ...paragraph("note", document.reading),
    { kind: "contents", title: "Contents" },
    ...section(
      "Under each judgment",
      document.judgments.flatMap((part) => underJudgment(part, cites)),
    ),
    ...(document.textsFirst ? [] : texts),
    ...section("Questions and rival hypotheses", document.questions.flatMap(questionBlocks)),
    ...section(
      "Findings",
      document.findings.flatMap((part) => findingBlocks(part, cites)),
    ),
    ...section("Events", eventBlocks(document, cites)),
    ...section(
      "Claims and denials",
      document.claims.flatMap((part) => claimBlocks(part, cites)),
    ),
    ...section("Sources", document.sources.flatMap(sourceBlocks)),
    ...section("Method and limits", methodBlocks(document)),
    ...section("Assumptions, gaps and indicators", premiseBlocks(document)),
    ...section("Plumb lines", document.judgments.flatMap(plumbLine)),
    ...section("How to check this edition", checkBlocks(document)),
  ];
}

/** The last of the blocks knows that the part ends with it. */
function ending(blocks: readonly Block[], of: string): Block[] {
  return blocks.map((block, i) => (i === blocks.length - 1 ? ended(block, of) : block));
}

function ended(block: Block, of: string): Block {
  if (block.kind === "stance") return { ...block, blocks: ending(block.blocks, of) };
  return block.kind === "text" || block.kind === "gauges" ? { ...block, ends: of } : block;
}

function section(title: string, blocks: readonly Block[]): Block[] {
  return under(heading(1, title), blocks);
}

function front(document: Document): Block[] {
  return [
    ...say("quiet", document.classification),
    ...say("series", document.subtitle),
    {
      kind: "text",
      voice: "title",
      spans: [{ text: document.title.text }],
      ...(document.language === PAGE_LANGUAGE ? {} : { language: document.language }),
    },
    ...paragraph("notice", document.notice),
    {
      kind: "facts",
      rows: document.facts.map(({ term, sentence }) => [term, { text: sentence.text }] as const),
    },
  ];
}
