/**
 * `claim-review.json`: ClaimReview of schema.org as JSON-LD, for the Claims that the edition judges. A Claim is judged
 * where a question is about it and nothing else, and a judgment states one of the question's hypotheses: a Claim among
 * other things that a question is about may be its evidence, and a review would say that it was doubted. There is no `reviewRating`: a
 * rating is one number for how true something is, and no organisation gave one.
 */
import type { PartyView } from "../../views/basics.ts";
import type { ClaimView, EditionView, JudgmentView } from "../../views/edition.ts";
import { canonicalFile } from "../manifest.ts";
import { compact, NAMESPACE, uuid5 } from "../stix/objects.ts";
import { ViewRecords } from "../stix/records.ts";
import { visible } from "../text.ts";
import type { Format } from "./contract.ts";

export const claimReview: Format = {
  id: "claim-review",
  fileName: "claim-review.json",
  mediaType: "application/ld+json",
  render: (_, view) =>
    canonicalFile({ "@context": "https://schema.org", "@graph": [report(view), ...reviews(view)] }),
};

const urn = (view: EditionView, name: string): string =>
  `urn:uuid:${uuid5(NAMESPACE, `${view.viewRoot}/claim-review/${name}`)}`;

/** The edition, which every review is part of. It is all there is where no Claim is judged. */
function report(view: EditionView): Record<string, unknown> {
  return compact({
    "@type": "Report",
    "@id": urn(view, "report"),
    name: visible(view.title),
    abstract: view.notice === undefined ? undefined : visible(view.notice),
    inLanguage: view.language,
    datePublished: view.asOf,
    author: view.authors.map(agent),
  });
}

function reviews(view: EditionView): Record<string, unknown>[] {
  const records = new ViewRecords(view);
  return view.judgments.flatMap((judgment) => {
    const judged = claimJudged(records, judgment);
    return view.claims.filter(({ ref }) => ref === judged).map((claim) => review(view, judgment, claim));
  });
}

/** What the question of the judgment's hypothesis is about, if that is one thing. */
function claimJudged(records: ViewRecords, judgment: JudgmentView): string | undefined {
  const record = records.get(judgment.ref);
  const hypothesis =
    record?.type === "Judgment" && "hypothesis" in record.body.states
      ? record.body.states.hypothesis
      : undefined;
  const question = hypothesis === undefined ? undefined : records.get(hypothesis);
  const about = question?.type === "Question" ? (question.body.about ?? []) : [];
  return about.length === 1 ? records.latest(about[0]!) : undefined;
}

function review(view: EditionView, judgment: JudgmentView, claim: ClaimView): Record<string, unknown> {
  const sources = claim.places.flatMap(({ source }) => view.sources.find(({ ref }) => ref === source) ?? []);
  return compact({
    "@type": "ClaimReview",
    "@id": urn(view, `${judgment.ref}/${claim.ref}`),
    claimReviewed: visible(claim.text),
    reviewBody: visible(judgment.wording?.text ?? judgment.states.text),
    inLanguage: judgment.wording?.language ?? view.language,
    datePublished: view.asOf,
    author: view.authors.map(agent),
    isPartOf: { "@id": urn(view, "report") },
    itemReviewed: {
      "@type": "Claim",
      text: visible(claim.text),
      datePublished: claim.date,
      author: agent(claim.speaker),
      appearance: sources.map(({ title, sha256, published }) => ({
        "@type": "CreativeWork",
        name: visible(title),
        ...(published === undefined ? {} : { datePublished: published }),
        ...(sha256 === "not recorded"
          ? {}
          : { identifier: { "@type": "PropertyValue", propertyID: "SHA-256", value: sha256 } }),
      })),
    },
  });
}

function agent(party: PartyView): Record<string, unknown> {
  return { "@type": party.kind === "person" ? "Person" : "Organization", name: visible(party.name) };
}
