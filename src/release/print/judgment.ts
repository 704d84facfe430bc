/** A key judgment on the first page, and what stands under it. */
import type { EvidencePart, JudgmentPart, LineStep, PositionPart, SidePart } from "../document/types.ts";
import { heading, paragraph, rowsTable, say, text, under } from "./parts.ts";
import type { Cites } from "./parts.ts";
import type { Block, Cell, Span } from "./types.ts";

export function keyJudgment(judgment: JudgmentPart, cites: Cites, pageLanguage: string): Block[] {
  const sources = cites(judgment.line.flatMap(refsOf));
  return [
    ...(judgment.heading === undefined ? [] : [heading(2, judgment.heading.text)]),
    {
      kind: "text",
      voice: "wording",
      tag: { text: judgment.label, look: "strong", to: `${judgment.label}_under` },
      spans: [{ text: judgment.wording.text, ...(sources.length === 0 ? {} : { cites: sources }) }],
      anchor: judgment.label,
      ...(judgment.language === pageLanguage ? {} : { language: judgment.language }),
    },
    ...say("held", judgment.noPosition),
    ...judgment.groups.flatMap(held),
    ...judgment.effects.flatMap((effect) => say("note", effect)),
  ];
}

/** Every reference on the way down. */
function refsOf(step: LineStep): readonly string[] {
  return [...step.sentence.refs, ...step.steps.flatMap(refsOf)];
}

function held(part: PositionPart): Block[] {
  if (part.stance === "reported")
    return [
      apart(part, "reported", [
        ...head(part),
        ...say("said", part.statement),
        ...gauges(part),
        ...say("said", part.words),
        ...say("quiet", part.source),
      ]),
    ];
  if (part.holds === "dissents")
    return [
      apart(part, "dissent", [
        ...head(part),
        ...say("words", part.words),
        ...say("held", part.statement),
        ...gauges(part),
      ]),
    ];
  return [...say("held", part.statement), ...gauges(part), ...say("words", part.words)];
}

function apart(part: PositionPart, stance: "dissent" | "reported", blocks: readonly Block[]): Block {
  const colour = part.organisations.length === 1 ? part.organisations[0]!.colour : 0;
  return { kind: "stance", stance, colour, blocks };
}

function head(part: PositionPart): Block[] {
  return part.head === undefined ? [] : [text("plain", [{ text: part.head.text, look: "strong" }])];
}

function gauges({ likelihood, confidence }: PositionPart): Block[] {
  return likelihood === undefined || confidence === undefined
    ? []
    : [{ kind: "gauges", likelihood, confidence }];
}

export function underJudgment(judgment: JudgmentPart, cites: Cites): Block[] {
  return [
    {
      kind: "heading",
      level: 2,
      spans: [{ text: judgment.label, to: judgment.label }],
      anchor: `${judgment.label}_under`,
    },
    ...paragraph("note", judgment.states),
    ...judgment.positions.flatMap(position),
    ...judgment.sides.flatMap((part) => side(part, cites)),
    ...say("note", judgment.search),
    ...paragraph("note", judgment.linchpin),
    ...under(
      heading(3, "Premises and indicators"),
      rowsTable(["Kind", "What", "Due"], [2, 7, 2], judgment.premises),
    ),
    ...under(heading(3, "Gaps"), gapsTable(judgment.gaps)),
  ];
}

export function gapsTable(gaps: JudgmentPart["gaps"]): Block[] {
  return rowsTable(["Code", "About", "What is missing"], [2.2, 1.6, 6], gaps, { code: [0] });
}

function position(part: PositionPart): Block[] {
  const [name = "", stands = ""] = part.statement.cells;
  return [
    text("plain", [
      { text: name, look: "strong" },
      { text: ` ${stands}`, look: "quiet" },
    ]),
    ...gauges(part),
    ...say(part.stance === "reported" ? "said" : "words", part.words),
    ...say("quiet", part.moved),
    ...say("quiet", part.source),
  ];
}

const TITLES = { for: "For", against: "Against", context: "Context" } as const;

function side(part: SidePart, cites: Cites): Block[] {
  const title: Span =
    part.stands === "context" ? { text: TITLES.context } : { text: TITLES[part.stands], look: part.stands };
  const head: Block = {
    kind: "heading",
    level: 3,
    spans: [title, { text: ` ${part.tally.text}`, look: "quiet" }],
  };
  if (part.entries.length === 0) return [head];
  return [
    head,
    {
      kind: "table",
      heads: ["", "Item", "Reliability", "Credibility"],
      widths: [0.8, 9, 1.8, 1.8],
      rows: part.entries.map((entry) => ({ cells: evidence(entry, cites) })),
    },
  ];
}

function evidence(part: EvidencePart, cites: Cites): Cell[] {
  const sources = cites(part.row.refs);
  return [
    [{ text: part.label, look: "quiet" }],
    [
      { text: part.text, ...(sources.length === 0 ? {} : { cites: sources }) },
      ...part.notes.map((note): Span => ({ text: `\n${note}`, look: "quiet" })),
    ],
    [{ text: part.reliability }],
    [{ text: part.credibility }],
  ];
}

/** The way from the sentence down to the bytes, step by step. */
export function plumbLine(judgment: JudgmentPart): Block[] {
  return [
    heading(2, `${judgment.label}: ${judgment.tally.text}`),
    {
      kind: "table",
      heads: ["Step", "What", "Record and SHA-256"],
      widths: [1.5, 4, 7],
      rows: judgment.line.flatMap((step) => steps(step, 0)),
    },
  ];
}

function steps(step: LineStep, depth: number): { readonly cells: readonly Cell[] }[] {
  const hash = step.hash === undefined ? "" : hashText(step.hash);
  const cells: Cell[] = [
    [
      {
        text: `${"– ".repeat(depth)}${step.stands ?? step.kind}`,
        look: step.stands === "context" ? "quiet" : (step.stands ?? "strong"),
      },
    ],
    [{ text: step.sentence.text }],
    [{ text: hash === "" ? step.ref : `${step.ref}\n${hash}`, look: "code" }],
  ];
  return [{ cells }, ...step.steps.flatMap((lower) => steps(lower, depth + 1))];
}

function hashText(hash: string): string {
  return hash === "not recorded" ? "SHA-256 not recorded" : hash;
}
