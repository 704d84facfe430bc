/** Method and limits in plain words, how to read the page, and how to check it by machine. */
import type { Context } from "./context.ts";
import { labelsOf, namedNulls } from "./findings.ts";
import { counted, date, endStop, NO_BREAK, percentRange } from "../typography.ts";
import { capital, listed, plural } from "../../words.ts";
import type { Sentence } from "./types.ts";

/** How to read the page: the glyphs, the scales of this edition, what reported means. */
export function readingSentences(context: Context): Sentence[] {
  const { view } = context;
  const refs = [view.ref];
  const out = [
    context.say(
      "reading.glyphs",
      "The bar is the range of the likelihood term on a line from 0 to 100; the three steps tell how good the basis is.",
      refs,
    ),
    context.say(
      "reading.line",
      "The plumb line beside each judgment opens the way from its sentence to the files it rests on.",
      refs,
    ),
  ];
  view.scales.forEach((scale, i) => {
    const terms = scale.terms.map((term) => `${term.term} ${percentRange(term.band)}`);
    out.push(
      context.say(`reading.scale${i + 1}`, `Likelihood scale ${scale.title}: ${terms.join("; ")}.`, refs),
    );
  });
  if (view.organisations.some((organisation) => organisation.stance !== "own"))
    out.push(
      context.say(
        "reading.reported",
        "A dotted rule and italic words mark what an organisation is reported to hold; it did not issue or sign it here.",
        refs,
      ),
    );
  if (
    view.judgments.some((judgment) =>
      judgment.positions.some((position) => position.likelihood === "not stated"),
    )
  )
    out.push(
      context.say(
        "reading.notStated",
        "Hatching means that no value was stated; nothing is filled in.",
        refs,
      ),
    );
  return out;
}

interface NullText {
  readonly matches: RegExp;
  readonly text: string;
}

const NULLS: readonly NullText[] = [
  {
    matches: /\bnull 1\b/i,
    text: "it asks how often two accounts would match if their activity and the popularity of what they shared alone decided. It finds communities as readily as teams: shared language, topic, period or following the same feed would exceed it too. Its edges alone are candidates.",
  },
  {
    matches: /\bnull 2\b/i,
    text: "it keeps who shared what and shuffles the times among the shares of each object, so it asks whether the timing is closer than chance. It cannot judge accounts that own their objects alone, and newsrooms and fast followers exceed it too.",
  },
];

/** Plain words for a null that an edition names; `undefined` for one this version has no words for. */
export function nullText(name: string): string | undefined {
  return NULLS.find((candidate) => candidate.matches.test(name))?.text;
}

export function methodParts(
  context: Context,
): { readonly title: string; readonly sentences: readonly Sentence[] }[] {
  const { view } = context;
  const parts: { readonly title: string; readonly sentences: readonly Sentence[] }[] = [];
  const nulls = namedNulls(view.findings);
  if (nulls.length > 0)
    parts.push({
      title: "Null models",
      sentences: nulls.map(({ name, refs }, i) =>
        context.say(
          `method.null${i + 1}`,
          `${capital(name)}: ${nullText(name) ?? "see the documentation of the detector and its version."}`,
          refs,
        ),
      ),
    });
  if (view.findings.length > 0)
    parts.push({ title: "What a finding does not show", sentences: limitSentences(context) });
  parts.push({ title: "What this edition leaves out", sentences: leftOutSentences(context) });
  parts.push({ title: "Basis and origins", sentences: basisSentences(context) });
  return parts;
}

function limitSentences(context: Context): Sentence[] {
  const { view } = context;
  const refs = view.findings.map((finding) => finding.ref);
  const which = labelsOf(view.findings);
  const verb = plural(view.findings.length, "says", "say");
  return [
    `${which} ${verb} that accounts shared the same objects closer in time, or more often, than the named null explains.`,
    "A finding does not show who runs an account, whether persons behind it know each other, or what they intend.",
    "It does not show that a text had an effect on anyone who read it.",
    "A group is a claim about the group, not about each account in it; nothing here scores an account.",
    "What was not collected cannot be found: a finding holds for the files it names.",
  ].map((text, i) => context.say(`method.limit${i + 1}`, text, refs));
}

/** Statements about what is above the line, each by the organisation that answers for it, and the word on parity. */
function leftOutSentences(context: Context): Sentence[] {
  const { withheld, parity, ref } = context.view;
  const statements = withheld.map(({ ref: claim, text, about }, i) =>
    context.say(
      `method.withheld${i + 1}`,
      `${about.length === 0 ? "" : `On ${listed(about)}: `}${endStop(text)} It was checked when this edition was published.`,
      [claim],
    ),
  );
  const word =
    parity === undefined
      ? context.say(
          "method.parity",
          "Nobody has attested that this edition says the same as editions for fewer readers.",
          [ref],
        )
      : context.say(
          "method.parity",
          `${parity.by} attests for ${parity.organisation.name} that every judgment here has the likelihood, the confidence and the dissent that it has in editions for fewer readers; who holds two editions can check it.`,
          [parity.ref],
        );
  return [...statements, word];
}

function basisSentences(context: Context): Sentence[] {
  const refs = [context.view.ref];
  return [
    "Origins are counted among the sources shown in this edition; an item whose lineage is not recorded corroborates nothing.",
    "Reliability of the source (A to F) and credibility of the item (1 to 6) are graded apart; F and 6 mean that there is no basis to judge, not that it is bad.",
    "Likelihood and confidence are two things and never share a sentence: the first is about the world, the second about the basis.",
  ].map((text, i) => context.say(`method.basis${i + 1}`, text, refs));
}

/** How anyone can check this edition without trusting who made it. */
export function checkSentences(context: Context): Sentence[] {
  const { view } = context;
  const refs = [view.ref];
  const { signOff } = view;
  const signers =
    signOff === undefined
      ? []
      : [
          `It is to be signed by ${listed(signOff.organisations.map(({ party }) => party.name))} by ${date(signOff.by)}; the command says who did.`,
        ];
  return [
    `This edition rests on ${counted(view.records.length, "record")}; they are in records.jsonl with their salts, and each sentence of this page names those it rests on in edition.json.`,
    "The command recomputes the hash of every file, the leaf of every record and the view root, checks the signature, and checks that every sentence resolves.",
    "The signature and the root of the whole log are in the manifest, not on this page, so that the page says the same whatever is withheld.",
    ...signers,
  ].map((text, i) => context.say(`check.${i + 1}`, text, refs));
}

/** `Coast Election Board (CE), Signals Review Office (SR); Quay Observatory (QO) as reported` */
export function organisationsText(context: Context): string {
  const { organisations } = context.view;
  const name = (entry: (typeof organisations)[number]): string =>
    entry.party.initials === "" ? entry.party.name : `${entry.party.name} (${entry.party.initials})`;
  const own = organisations.filter((entry) => entry.stance !== "reported").map(name);
  const reported = organisations.filter((entry) => entry.stance === "reported").map(name);
  if (own.length + reported.length === 0) return "no organisation has taken a position";
  if (reported.length === 0) return listed(own);
  const tail = `${listed(reported)} as${NO_BREAK}reported`;
  return own.length === 0 ? tail : `${listed(own)}; ${tail}`;
}
