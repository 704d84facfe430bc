/** What a case holds that an input of a run could name, by kind. */
import { MAILS_DETECTOR, wordsOf } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import type { CaseRecord } from "../model/records.ts";
import type { InputKind } from "../signals/index.ts";
import { count } from "../words.ts";

/** What a case holds that an input could name, by kind: for forms and for a person who asks. */
export interface NameableInput {
  readonly name: string;
  readonly title: string;
}

/** A name that leads back to the record: its key, or its id. */
const nameOf = ({
  id,
  body,
}: {
  readonly id: string;
  readonly body: { readonly key?: string | undefined };
}): string => body.key ?? id;

/** @returns for each kind, in order of arrival; files are named under `table` only where they are no import of posts. */
export function nameableInputs(fold: CaseFold): Readonly<Record<InputKind, readonly NameableInput[]>> {
  const runs = fold.all("Run");
  const read = new Set(
    runs.flatMap(({ body }) =>
      body.detector === "import" ? body.inputs.map(({ artifact }) => artifact) : [],
    ),
  );
  const declaredAs = (kind: string): NameableInput[] =>
    runs
      .filter(({ body }) => body.detector === kind)
      .map((run) => ({ name: nameOf(run), title: run.body.findings[0]?.title ?? kind }));
  const kinds = [...new Set(fold.all("Event").map(({ body }) => body.kind))];
  return {
    series: declaredAs("series"),
    set: declaredAs("set"),
    markers: declaredAs("markers"),
    claims: fold
      .all("Claim")
      .map((claim) => ({ name: nameOf(claim), title: (wordsOf(fold, claim.id) ?? "").slice(0, MAX_WORDS) })),
    events:
      kinds.length === 0
        ? []
        : [
            { name: "all", title: "every event" },
            ...kinds.map((kind) => ({ name: kind, title: `events of the kind ${kind}` })),
          ],
    group: runs.flatMap((run) => groupsIn(run)),
    subjects: fold.all("Party").map((party) => ({ name: nameOf(party), title: party.body.name })),
    codes: fold.all("Codebook").map((codebook) => ({ name: nameOf(codebook), title: codebook.body.name })),
    table: fold
      .all("Artifact")
      .filter(({ id, body }) => body.held && !read.has(id) && TABLES.test(body.title))
      .map((artifact) => ({ name: nameOf(artifact), title: artifact.body.title })),
    mails: runs
      .filter(({ body }) => body.detector === MAILS_DETECTOR)
      .map((run) => ({ name: nameOf(run), title: `${count(Number(run.body.counts["mails"]))} mails` })),
  };
}

/** Letters by which a person knows a claim in a list: who says it, what they do, and what. */
const MAX_WORDS = 160;

/** Titles of files that may be tables. */
const TABLES = /\.(?:csv|tsv|json|ndjson|jsonl|parquet|xlsx)$/i;

function groupsIn(run: CaseRecord<"Run">): NameableInput[] {
  const own = run.body.findings.filter(({ status }) => status === "finding" || status === "candidate");
  return own.map(({ id, title }) => ({ name: `${nameOf(run)}#${id}`, title }));
}
