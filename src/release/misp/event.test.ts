import { describe, expect, it } from "vitest";
import { readMisp } from "../../../test/support/misp-reader.ts";
import { sampleView } from "../../../test/support/sample-view.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { misp } from "../formats/misp.ts";

const render = async (view: EditionView) =>
  readMisp(Buffer.from(await misp.render(buildDocument(view), view)).toString("utf8"));
const view = sampleView();
const event = await render(view);
const named = (text: string) => event.Attribute.filter(({ comment }) => comment.startsWith(text));

describe("an event", () => {
  it("has an attribute for each judgment, position, claim, event, finding and source", () => {
    expect(named("Judgment")).toHaveLength(view.judgments.length);
    const positions = view.judgments.flatMap(({ positions: list }) => list);
    expect(named("Own position")).toHaveLength(positions.filter(({ stance }) => stance === "own").length);
    expect(named("As reported in")).toHaveLength(
      positions.filter(({ stance }) => stance === "reported").length,
    );
    expect(named("Claim")).toHaveLength(view.claims.length);
    expect(named("Event")).toHaveLength(view.events.length);
    expect(named("Finding")).toHaveLength(view.findings.length);
    expect(named("Source")).toHaveLength(view.sources.length);
  });

  it("says the level, is not published, and marks nothing for detection", async () => {
    expect(event.Tag).toEqual([{ name: `tlp:${view.ceiling.tlp.toLowerCase()}` }]);
    expect(event.published).toBe(false);
    expect(event.distribution).toBe("0");
    expect(event.Attribute.filter(({ to_ids: detect }) => detect)).toEqual([]);
    expect((await render({ ...view, ceiling: { tlp: "AMBER+STRICT" } })).Tag).toEqual([
      { name: "tlp:amber+strict" },
    ]);
  });

  it("keeps a value once, and both records that say it", async () => {
    const [first] = view.claims;
    const twice = await render({ ...view, claims: [first!, { ...first!, ref: "clm_0000000999" }] });
    const values = twice.Attribute.filter(({ comment }) => comment.startsWith("Claim")).map(
      ({ value }) => value,
    );
    expect(values[1]).toBe(`${values[0]} [clm_0000000999]`);
  });
});

describe("tags", () => {
  const position = (scale: string, term: string) => ({
    ...view,
    judgments: view.judgments.slice(0, 1).map((judgment) => ({
      ...judgment,
      positions: judgment.positions.slice(0, 1).map((one) => ({
        ...one,
        confidence: "moderate" as const,
        likelihood: { scale, term, band: [1, 99] as const },
      })),
    })),
  });
  const tagsOf = async (scale: string, term: string) =>
    (await render(position(scale, term))).Attribute.find(({ comment }) =>
      comment.startsWith("Own position"),
    )!.Tag.map(({ name }) => name);
  const CONFIDENCE = 'estimative-language:confidence-in-analytic-judgment="moderate"';

  it.each([
    ["icd203/1", "almost no chance", "almost-no-chance"],
    ["icd203/1", "roughly even chance", "roughly-even-chance"],
    ["icd203/2", "highly probable", "very-likely"],
    ["icd203/2", "nearly certain", "almost-certain"],
  ])("follow the term of %s: %s", async (scale, term, entry) => {
    expect(await tagsOf(scale, term)).toEqual([
      `estimative-language:likelihood-probability="${entry}"`,
      CONFIDENCE,
    ]);
  });

  it("are left out where the scale is another, whatever its numbers", async () => {
    expect(await tagsOf("phia/1", "likely")).toEqual([CONFIDENCE]);
  });

  it("grade sources and information by the Admiralty scale, and not what nobody graded", async () => {
    const claim = { ...view.claims[0]!, grade: { reliability: "B", credibility: "2" } };
    const tags = async (made: EditionView) =>
      (await render(made)).Attribute.find(({ comment }) => comment.startsWith("Claim"))!.Tag;
    expect(await tags({ ...view, claims: [claim] })).toEqual([
      { name: 'admiralty-scale:source-reliability="b"' },
      { name: 'admiralty-scale:information-credibility="2"' },
    ]);
    const grade = { reliability: "not assessed", credibility: "not assessed" };
    expect(await tags({ ...view, claims: [{ ...claim, grade }] })).toEqual([]);
  });
});

it("hostile text stays inside its values", async () => {
  const hostile = await render(sampleView({ text: (text) => `${text}"='\u202E tlp:clear\n<b>` }));
  expect(hostile.Attribute).toHaveLength(event.Attribute.length);
  expect(hostile.Tag).toEqual(event.Tag);
  expect(JSON.stringify(hostile)).toContain("[U+202E]");
});
