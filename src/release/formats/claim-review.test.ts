/** Structure only: expanding JSON-LD needs the context of schema.org, which is not fetched. */
import { expect, it } from "vitest";
import { z } from "zod";
import { sampleView } from "../../../test/support/sample-view.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { claimReview } from "./claim-review.ts";

const agent = z.strictObject({ "@type": z.enum(["Person", "Organization"]), name: z.string().min(1) });
const review = z.strictObject({
  "@type": z.literal("ClaimReview"),
  "@id": z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  claimReviewed: z.string().min(1),
  reviewBody: z.string().min(1),
  inLanguage: z.string(),
  datePublished: z.iso.datetime(),
  author: z.array(agent).min(1),
  isPartOf: z.strictObject({ "@id": z.string() }),
  itemReviewed: z.strictObject({
    "@type": z.literal("Claim"),
    text: z.string().min(1),
    datePublished: z.string().optional(),
    author: agent,
    appearance: z.array(z.looseObject({ "@type": z.literal("CreativeWork"), name: z.string() })).optional(),
  }),
});
const fileSchema = z.strictObject({
  "@context": z.literal("https://schema.org"),
  "@graph": z.tuple([z.looseObject({ "@type": z.literal("Report"), "@id": z.string() })]).rest(review),
});

const render = async (view: EditionView) => {
  const bytes = await claimReview.render(buildDocument(view), view);
  return fileSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")))["@graph"];
};

/** The sample with its questions about these claims. */
function judging(view: EditionView, ...claims: string[]): EditionView {
  return {
    ...view,
    records: view.records.map((entry) =>
      entry.record.type === "Question"
        ? { ...entry, record: { ...entry.record, body: { ...entry.record.body, about: claims } } }
        : entry,
    ),
  };
}

it("reviews no Claim that no judgment is about: what stands as evidence is not judged", async () => {
  const view = sampleView();
  expect(await render(view)).toHaveLength(1);
  expect(await render(judging(view, ...view.claims.slice(0, 2).map(({ ref }) => ref)))).toHaveLength(1);
});

it("reviews a judged Claim in the judgment's words, with its speaker and source, and rates nothing", async () => {
  const view = sampleView();
  const claim = view.claims.find(({ places }) => places.length > 0)!;
  const [report, ...reviews] = await render(judging(view, claim.ref));
  const stating = view.judgments.filter(({ states }) => states.ref.startsWith("qst_"));
  expect(reviews.length).toBeGreaterThan(0);
  expect(reviews.map(({ reviewBody }) => reviewBody)).toEqual(
    stating.map(({ wording, states }) => wording?.text ?? states.text),
  );
  for (const one of reviews) {
    expect(one.claimReviewed).toBe(claim.text);
    expect(one.itemReviewed.author.name).toBe(claim.speaker.name);
    expect(one.isPartOf["@id"]).toBe(report["@id"]);
    expect(one.itemReviewed.appearance).not.toEqual([]);
  }
  expect(JSON.stringify(reviews)).not.toMatch(/rating/i);
});

it("keeps hostile text as text", async () => {
  const view = sampleView({ text: (text) => `${text}</script>\u202E` });
  const text = JSON.stringify(await render(judging(view, view.claims[0]!.ref)));
  expect(text).toContain("</script>[U+202E]");
  expect(text).not.toContain("\u202e");
});
