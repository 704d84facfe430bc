/** The line of a proposal in the panel: what it answers, by which rule, from where, down to the bytes. */
import type { ArtifactView } from "../../../../desk/index.ts";
import type { ProposalsView, TraceStep } from "../../../../workbench/index.ts";
import type { Proposed } from "../../../data/proposals.ts";
import { InPanel } from "../../../layout/in-rail.tsx";
import { Line } from "../../../layout/line.tsx";
import { headOf, relationsOf } from "./words.ts";

export function ProposalLine({
  proposed,
  proposals,
  view,
  artifact,
  text,
}: {
  readonly proposed: Proposed;
  readonly proposals: readonly Proposed[];
  readonly view: ProposalsView;
  readonly artifact: ArtifactView | undefined;
  /** The paragraph of the passage, and its number. */
  readonly text: { readonly n: number; readonly start: number; readonly text: string } | undefined;
}) {
  const steps = [
    ...proposalSteps(proposed, proposals, view),
    ...passageSteps(proposed, view, text),
    ...documentSteps(view, artifact),
  ];
  const root = steps.reduceRight<TraceStep | undefined>(
    (below, step) => ({ ref: view.artifact, details: [], ...step, next: below === undefined ? [] : [below] }),
    undefined,
  );
  if (root === undefined) return undefined;
  return (
    <InPanel>
      <Line key={proposed.standing.id} root={root} linkOf={() => ({ proposal: proposed.standing.id })} />
      <p className="foot">
        A proposal is no record until a person accepts it. Nothing is generated: each is a passage, a rule,
        and what the rule did not understand.
      </p>
    </InPanel>
  );
}

type Step = Pick<TraceStep, "kind" | "relation" | "text"> & { readonly details?: readonly string[] };

function proposalSteps(proposed: Proposed, proposals: readonly Proposed[], view: ProposalsView): Step[] {
  const { n, claim, event, position, origin, standing } = proposed;
  const { who, does } = headOf(proposed);
  const said = standing.passage?.text ?? position?.estimate.said.text ?? "";
  const related = relationsOf(proposed, proposals, view.reading.relations);
  const { rule = "", doubts = [] } = claim ?? event ?? position ?? origin ?? {};
  const cue = claim?.cue == null ? [] : [`“${claim.cue.text}” is its verb.`];
  const vouches = claim?.vouches === true ? ["The verb vouches for what is said."] : [];
  const notRead = doubts.map((doubt) => `Not understood: ${doubt}.`);
  return [
    { kind: "Proposal", relation: `${n}, ${standing.state}`, text: `${who} ${does}: ${said}` },
    {
      kind: "Answers",
      relation: related.length === 0 ? "none found" : related.map(({ other }) => other.n).join(", "),
      text:
        related.length === 0
          ? "No proposal of this document answers it, or is answered by it."
          : related
              .map(({ words, other }) => `${words} ${other.n}: “${other.standing.passage?.text ?? ""}”`)
              .join(" "),
    },
    {
      kind: "Rule",
      relation: rule,
      text:
        [...cue, ...vouches, ...notRead].join(" ") || "Nothing was left that the rule did not understand.",
    },
  ];
}

function passageSteps(
  { standing: { passage, place, batch }, origin: proposed }: Proposed,
  { reading }: ProposalsView,
  paragraph: { readonly n: number; readonly start: number; readonly text: string } | undefined,
): Step[] {
  const claim = batch.find(({ type }) => type === "Claim");
  const origin = claim?.body["derivedFrom"];
  const retells = Array.isArray(origin) && origin.some((ref) => String(ref).startsWith("clm_"));
  const lineage: Step =
    proposed === undefined
      ? {
          kind: "Origin",
          relation: retells ? "another claim" : "this document",
          text: retells
            ? "It retells a claim that is recorded: both end at one origin."
            : "It is known through this document: all that is known so ends at one origin.",
        }
      : {
          kind: "Origin",
          relation: proposed.title,
          text: proposed.directed
            ? "What is recorded of this passage ends there, if a person accepts it: both documents are one origin for it."
            : "Nothing says which of the two had these words first.",
        };
  if (passage === null) return [lineage];
  const [before, after] = aroundOf(passage, paragraph);
  return [
    lineage,
    {
      kind: "Span",
      relation: place ?? (paragraph === undefined ? "the text" : `paragraph ${paragraph.n}`),
      text: `Characters ${passage.start} to ${passage.end} of the text. Before: “${before}”. After: “${after}”.`,
      details: [`Rules ${reading.version}`],
    },
  ];
}

const AROUND = 24;

function aroundOf(
  { start, end }: { readonly start: number; readonly end: number },
  paragraph: { readonly start: number; readonly text: string } | undefined,
): readonly [before: string, after: string] {
  if (paragraph === undefined) return ["", ""];
  const [from, to] = [start - paragraph.start, end - paragraph.start];
  return [
    paragraph.text.slice(Math.max(0, from - AROUND), from).trim(),
    paragraph.text.slice(to, to + AROUND).trim(),
  ];
}

function documentSteps({ published, author }: ProposalsView, artifact: ArtifactView | undefined): Step[] {
  if (artifact === undefined) return [];
  const { title, sha256, capturedFrom, bytes } = artifact.body;
  const facts = [
    published === null ? "Its date is not known." : `Dated ${published}.`,
    author === null
      ? "Who speaks where it asserts something itself is not known."
      : `${author} speaks in it.`,
    ...(capturedFrom === undefined ? [] : [`Captured from ${capturedFrom}.`]),
  ];
  return [
    { kind: "Document", relation: title, text: facts.join(" ") },
    {
      kind: "Bytes",
      relation: "SHA-256",
      text: `Held in this case${bytes === undefined ? "" : `, ${bytes} bytes`}.`,
      details: [`SHA-256 ${sha256}`],
    },
  ];
}
