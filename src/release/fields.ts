/**
 * An edition of another version against its own records, field by field. Its sentences may be worded otherwise than this
 * version would word them; what it says of judgments, terms, confidences and dissents may not. The page is held to the
 * sentences of `edition.json`, and these to the records.
 */
import { z } from "zod";
import type { EditionView } from "../views/edition.ts";
import type { Document } from "./document.ts";
import { Failure } from "./failure.ts";
import type { EditionFile } from "./formats/json.ts";
import { bare, scanPage } from "./page-text.ts";

interface Ours {
  readonly view: EditionView;
  readonly document: Document;
  /** The page as this version renders it. */
  readonly page: string;
  /** Words of likelihood. */
  readonly terms: readonly string[];
}

const text = z.string();
const named = z.looseObject({ ref: text, name: text });
const item = z.looseObject({ ref: text, text: text, quote: text.optional() });
const side = z.looseObject({
  entries: z.array(
    z.looseObject({ ref: text, entry: z.union([z.literal("not public"), item]), why: text.optional() }),
  ),
});
const answering = z.array(z.looseObject({ ref: text, speaker: named, polarity: text }));
/** What is compared of a view, whichever version wrote it; the rest of it is that version's own. */
const comparedSchema = z.looseObject({
  title: text,
  subtitle: text.optional(),
  notice: text.optional(),
  language: text,
  judgments: z.array(
    z.looseObject({
      ref: text,
      label: text,
      wording: z.looseObject({ text }).optional(),
      states: z.looseObject({ text }),
      positions: z.array(
        z.looseObject({
          ref: text,
          organisation: named,
          stance: text,
          holds: text,
          likelihood: z.union([
            z.literal("not stated"),
            z.looseObject({ scale: text, term: text, percent: z.number().optional() }),
          ]),
          confidence: text,
          why: text.optional(),
        }),
      ),
      for: side,
      against: side,
      context: side,
    }),
  ),
  questions: z.array(z.looseObject({ ref: text, text, hypotheses: z.array(item) })),
  claims: z.array(
    z.looseObject({
      ref: text,
      speaker: named,
      polarity: text,
      act: text.optional(),
      text,
      quote: text.optional(),
      answers: answering.optional(),
      answeredBy: z.union([z.literal("no answer found"), answering]).optional(),
    }),
  ),
  events: z.array(z.looseObject({ ref: text, title: text, start: text })),
  findings: z.array(z.looseObject({ ref: text, finding: z.looseObject({ title: text, sentence: text }) })),
  premises: z.array(z.looseObject({ ref: text, text })),
  sources: z.array(z.looseObject({ ref: text, title: text, sha256: text })),
  withheld: z.array(z.looseObject({ ref: text, text })),
});
type Compared = z.infer<typeof comparedSchema>;

/**
 * @returns ids of the sentences that are worded otherwise
 * @throws Failure with the first difference in substance.
 */
export function compareFields(said: EditionFile, page: string, ours: Ours): readonly string[] {
  const parsed = comparedSchema.safeParse(said.view);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new Failure("edition.json", `has another form at ${["view", ...issue.path].join(".")}`);
  }
  // Views are readonly plain data of the same shape.
  compareViews(fieldsOf(parsed.data), fieldsOf(comparedSchema.parse(JSON.parse(JSON.stringify(ours.view)))));
  const estimates = estimateReader(ours.terms);
  const reworded = compareSentences(said, ours, estimates);
  comparePages(said, page, ours, estimates);
  return reworded;
}

/** Every compared field with a name that a reader finds in both. */
function fieldsOf(view: Compared): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined) fields.set(name, String(value));
  };
  put("title", view.title);
  put("subtitle", view.subtitle);
  put("notice", view.notice);
  put("language", view.language);
  for (const judgment of view.judgments) {
    const of = (name: string) => `${judgment.ref} ${name}`;
    put(of("label"), judgment.label);
    put(of("wording"), judgment.wording?.text);
    put(of("states"), judgment.states.text);
    for (const { ref, organisation, stance, holds, likelihood, confidence, why } of judgment.positions) {
      put(of(`${ref} organisation`), organisation.name);
      put(of(`${ref} stance`), stance);
      put(of(`${ref} holds`), holds);
      put(of(`${ref} likelihood`), likelihood === "not stated" ? likelihood : likelihood.term);
      put(of(`${ref} scale`), likelihood === "not stated" ? undefined : likelihood.scale);
      put(of(`${ref} percent`), likelihood === "not stated" ? undefined : likelihood.percent);
      put(of(`${ref} confidence`), confidence);
      put(of(`${ref} reason`), why);
    }
    for (const name of ["for", "against", "context"] as const)
      for (const { ref, entry, why } of judgment[name].entries) {
        put(of(`${ref} ${name}`), entry === "not public" ? entry : entry.text);
        put(of(`${ref} quotation`), entry === "not public" ? undefined : entry.quote);
        put(of(`${ref} reason`), why);
      }
  }
  for (const question of view.questions)
    for (const one of [question, ...question.hypotheses]) put(`${one.ref} text`, one.text);
  for (const claim of view.claims) {
    put(`${claim.ref} speaker`, claim.speaker.name);
    put(`${claim.ref} polarity`, claim.polarity);
    put(`${claim.ref} act`, claim.act);
    put(`${claim.ref} claim`, claim.text);
    for (const [end, others] of [
      ["answers", claim.answers],
      ["answered by", claim.answeredBy],
    ] as const)
      for (const { ref, speaker, polarity } of typeof others === "object" ? others : [])
        put(`${claim.ref} ${end} ${ref}`, `${speaker.name} ${polarity}`);
    put(`${claim.ref} quotation`, claim.quote);
  }
  for (const event of view.events) put(`${event.ref} event`, `${event.start}: ${event.title}`);
  for (const { ref, finding } of view.findings)
    put(`${ref} finding`, `${finding.title}. ${finding.sentence}`);
  for (const one of [...view.premises, ...view.withheld]) put(`${one.ref} text`, one.text);
  for (const source of view.sources) put(`${source.ref} source`, `${source.title}, ${source.sha256}`);
  return fields;
}

function compareViews(theirs: ReadonlyMap<string, string>, ours: ReadonlyMap<string, string>): void {
  for (const [name, value] of ours)
    if (theirs.get(name) !== value)
      throw new Failure(
        "edition.json",
        theirs.has(name)
          ? `says “${theirs.get(name)!}” where its records give “${value}”`
          : `leaves out “${value}”, which its records give`,
        name,
      );
  for (const [name, value] of theirs)
    if (!ours.has(name))
      throw new Failure("edition.json", `says “${value}”, which its records do not give`, name);
}

type Estimates = (text: string) => string;

/** The words of likelihood, confidence and dissent in a text, in order of the alphabet. */
function estimateReader(terms: readonly string[]): Estimates {
  const words = [...terms, "low", "moderate", "high", "joins", "dissents", "abstains", "denies", "retracts"]
    .toSorted((a, b) => b.length - a.length)
    .map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+"));
  const pattern = new RegExp(`(?<![\\p{L}])(?:${words.join("|")})(?![\\p{L}])`, "giu");
  return (said) =>
    (said.match(pattern) ?? [])
      .map((word) => word.toLowerCase().replaceAll(/\s+/g, " "))
      .toSorted()
      .join("; ");
}

/** A sentence may be worded otherwise, with the same estimates; one of an id that is new may hold no estimate that is. */
function compareSentences(said: EditionFile, { document }: Ours, estimates: Estimates): readonly string[] {
  const ours = new Map(document.sentences.map((sentence) => [sentence.id, sentence.text]));
  const known = new Set(["", ...[...ours.values()].map(estimates)]);
  const reworded: string[] = [];
  for (const { id, text: theirs } of said.sentences) {
    const own = ours.get(id);
    if (own === theirs) continue;
    const found = estimates(theirs);
    if (own === undefined ? known.has(found) : estimates(own) === found) {
      reworded.push(id);
      continue;
    }
    throw new Failure(
      "edition.json",
      own === undefined
        ? `says “${theirs}”, which its records do not give`
        : `says “${theirs}” where its records give “${own}”`,
      `sentence ${id}`,
    );
  }
  const ids = new Set(said.sentences.map(({ id }) => id));
  const gone = [...ours].find(([id, own]) => !ids.has(id) && estimates(own) !== "");
  if (gone !== undefined)
    throw new Failure(
      "edition.json",
      `leaves out “${gone[1]}”, which its records give`,
      `sentence ${gone[0]}`,
    );
  return reworded;
}

/** Each sentence stands on the page under its id, and what else stands there holds the same estimates as on this version's. */
function comparePages(said: EditionFile, page: string, ours: Ours, estimates: Estimates): void {
  const file = "index.html";
  const [theirs, own] = [scanPage(page), scanPage(ours.page)];
  if (theirs.active !== undefined) throw new Failure(file, `holds ${theirs.active}, which no edition does`);
  const standing = new Set(
    ours.document.sentences.filter(({ id, text: one }) => own.of(id) === bare(one)).map(({ id }) => id),
  );
  for (const { id, text: one } of said.sentences) {
    const there = theirs.of(id);
    if (there === undefined ? standing.has(id) : standing.has(id) && there !== bare(one))
      throw new Failure(file, `does not say “${one}”, which stands in edition.json`, `sentence ${id}`);
  }
  const ids = new Set(said.sentences.map(({ id }) => id).filter((id) => standing.has(id)));
  const [left, ownLeft] = [estimates(theirs.outside(ids)), estimates(own.outside(ids))];
  if (left !== ownLeft)
    throw new Failure(
      file,
      `holds other words of likelihood or confidence beside its sentences than its records give (${left || "none"}; ${ownLeft || "none"})`,
    );
}
