import { describe, expect, it } from "vitest";
import { sampleView } from "../../../test/support/sample-view.ts";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { COMPLETED, referencesIn, stixValidator } from "../../../test/support/stix-schemas.ts";
import type { EditionView } from "../../views/edition.ts";
import { stixBundle } from "./bundle.ts";
import { EXTENSION_ID, extensionSchema } from "./extension.ts";
import type { Extension } from "./extension.ts";
import { NAMESPACE, observableId, uuid5 } from "./objects.ts";
import type { StixObject } from "./objects.ts";
import { tlpMarking } from "./tlp.ts";

const HOSTILE =
  ' "\'<b onclick="x">&amp;</style><script>alert(1)</script>]]>--> \u202Eevil\u202C \u0007 مرحبا 漢字';
const SOFTWARE = "plumbline test";
const view = sampleView();
const bundle = stixBundle(view, SOFTWARE);
const extensionOf = (object: StixObject): Extension | undefined =>
  (object["extensions"] as Record<string, Extension> | undefined)?.[EXTENSION_ID];
const kinds = (kind: Extension["kind"], of = bundle): StixObject[] =>
  of.objects.filter((object) => extensionOf(object)?.kind === kind);

const atLevel = (tlp: EditionView["ceiling"]["tlp"]): EditionView => ({ ...view, ceiling: { tlp } });

describe("identifiers", () => {
  it("are UUIDs of version 5 as RFC 9562 prints one", () => {
    expect(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
      "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    );
    expect(EXTENSION_ID).toBe(`extension-definition--${uuid5(NAMESPACE, "extension-definition")}`);
  });

  it("of observables are those that others give", () => {
    // domain-name of an OpenCTI export
    expect(observableId("domain-name", { value: "lenreuzdeknen.website" })).toBe(
      "domain-name--000cb646-dbef-592a-b013-75c8466459c7",
    );
  });

  it("are one for each object, and other ones where other records are visible", () => {
    const ids = bundle.objects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const fixed = new Set(["extension-definition", "marking-definition", "file", "domain-name"]);
    const own = bundle.objects.filter(({ type, name }) => !fixed.has(type) && name !== "Plumbline");
    const elsewhere = stixBundle({ ...view, viewRoot: "0".repeat(64) }, SOFTWARE);
    const others = new Set(elsewhere.objects.map(({ id }) => id));
    expect(own.filter(({ id }) => others.has(id))).toEqual([]);
  });
});

describe("the bundle", () => {
  it("has an object for every part of the view, and a report over all", () => {
    expect(kinds("claim")).toHaveLength(view.claims.length);
    expect(kinds("event")).toHaveLength(view.events.length);
    expect(kinds("finding")).toHaveLength(view.findings.length);
    expect(kinds("premise")).toHaveLength(view.premises.length);
    expect(kinds("question")).toHaveLength(view.questions.length);
    expect(kinds("judgment").map(({ content }) => content)).toEqual(
      view.judgments.map(({ wording, states }) => wording?.text ?? states.text),
    );
    expect(kinds("source")).toHaveLength(view.sources.length);
    const [report] = kinds("edition");
    const listed = bundle.objects.filter(
      ({ id, type }) => id !== report!.id && !type.endsWith("-definition") && !id.includes(extensionMaker()),
    );
    expect([...(report!["object_refs"] as string[])].sort()).toEqual(listed.map(({ id }) => id).sort());
  });

  it("names nothing that is not in it", () => {
    const ids = new Set(bundle.objects.map(({ id }) => id));
    expect(bundle.objects.flatMap((object) => referencesIn(object)).filter((ref) => !ids.has(ref))).toEqual(
      [],
    );
  });

  it("has extensions that fit their schema", () => {
    const extensions = bundle.objects.map(extensionOf).filter((one) => one !== undefined);
    expect(extensions.length).toBeGreaterThan(40);
    for (const extension of extensions) expect(extensionSchema.safeParse(extension).error).toBeUndefined();
  });
});

function extensionMaker(): string {
  return bundle.objects.find(({ name }) => name === "Plumbline")!.id;
}

describe("positions", () => {
  const positions = view.judgments.flatMap(({ positions: list }) => list);
  const own = positions.filter(({ stance }) => stance === "own");
  const reported = positions.filter(({ stance }) => stance === "reported");

  it("of one's own are opinions of the organisation, with confidence in levels and the likelihood apart", () => {
    const opinions = bundle.objects.filter(({ type }) => type === "opinion");
    expect(opinions).toHaveLength(own.length);
    for (const [i, opinion] of opinions.entries()) {
      const position = own[i]!;
      const level = { low: 15, moderate: 50, high: 85, "not stated": undefined }[position.confidence];
      expect(opinion["confidence"]).toBe(level);
      const author = bundle.objects.find(({ id }) => id === opinion["created_by_ref"])!;
      expect(author["name"]).toBe(position.organisation.name);
      const extension = extensionOf(opinion)!;
      if (extension.kind !== "own-position" || extension.likelihood === "not stated") continue;
      expect(position.likelihood).toMatchObject({ term: extension.likelihood.term });
    }
  });

  it("that are reported are notes of who publishes, and say that they are nobody's own", () => {
    const notes = kinds("reported-position");
    expect(notes).toHaveLength(reported.length);
    expect(reported.length).toBeGreaterThan(0);
    const exporter = bundle.objects.find(({ name }) => name === view.authors[0]!.name)!;
    for (const [i, note] of notes.entries()) {
      expect(note.type).toBe("note");
      expect(note["created_by_ref"]).toBe(exporter.id);
      expect(note["confidence"]).toBeUndefined();
      expect(note["content"]).toContain(`not issued or signed by ${reported[i]!.organisation.name}`);
    }
  });

  it("never put a likelihood into the property confidence", () => {
    const other = (term: string, band: readonly [number, number]): EditionView => ({
      ...view,
      judgments: view.judgments.map((judgment) => ({
        ...judgment,
        positions: judgment.positions.map((position) => ({
          ...position,
          likelihood: { scale: "icd203/1", term, band },
        })),
      })),
    });
    const numbers = (made: EditionView) =>
      stixBundle(made, SOFTWARE).objects.map(({ confidence }) => confidence);
    expect(numbers(other("almost certain", [95, 99]))).toEqual(numbers(other("remote", [1, 5])));
  });
});

describe("markings", () => {
  it.each(["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const)(
    "of an edition at %s are the ceiling, with its definition, and lower ones only for parts",
    (level) => {
      const { objects } = stixBundle(atLevel(level), SOFTWARE);
      const definition = tlpMarking(level);
      expect(objects).toContainEqual(definition);
      const marked = objects.filter(({ object_marking_refs: refs }) => refs !== undefined);
      expect(marked.length).toBeGreaterThan(40);
      for (const object of marked) expect(object["object_marking_refs"]).toEqual([definition.id]);
      const below = objects.filter(({ granular_markings: parts }) => parts !== undefined);
      expect(below.length > 0).toBe(level !== "CLEAR");
    },
  );

  it("are those of FIRST", () => {
    expect(tlpMarking("AMBER+STRICT")).toEqual({
      type: "marking-definition",
      spec_version: "2.1",
      id: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
      created: "2022-10-01T00:00:00.000Z",
      name: "TLP:AMBER+STRICT",
      extensions: {
        "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {
          extension_type: "property-extension",
          tlp_2_0: "amber+strict",
        },
      },
    });
  });

  it("carry a classification line as a statement", () => {
    const made = stixBundle({ ...view, ceiling: { tlp: "RED", classification: "SECRET//TEST" } }, SOFTWARE);
    const statement = made.objects.find(({ definition_type: type }) => type === "statement")!;
    expect(statement["definition"]).toEqual({ statement: "SECRET//TEST" });
    expect(kinds("edition", made)[0]!["object_marking_refs"]).toContain(statement.id);
  });
});

it("hostile text comes through as words, with what cannot be seen named", () => {
  const text = JSON.stringify(stixBundle(sampleView({ text: (words) => words + HOSTILE }), SOFTWARE));
  expect(text).toContain("[U+202E]evil");
  expect(text).not.toMatch(/[\u202a-\u202e]|\\u0007/);
  expect(text).toContain("<script>alert(1)</script>");
});

describeWithData("the schemas of OASIS", ["stix/schemas"], (folder) => {
  const validate = stixValidator(folder);

  it.each([
    ["a rich view", view],
    ["a hostile view", sampleView({ text: (words) => words + HOSTILE })],
    ["a restricted view", atLevel("RED")],
  ])("accept every object of %s", (_, made) => {
    expect(stixBundle(made, SOFTWARE).objects.flatMap((object) => validate(object))).toEqual([]);
  });

  it("accept the bundle, but for types that their list of a bundle's objects cannot tell apart", () => {
    const told = bundle.objects.filter(({ type }) => !/^(note|opinion|extension-definition)$/.test(type));
    expect(validate({ ...bundle, objects: told } as unknown as StixObject)).toEqual([]);
    // a note that breaks no rule of its own schema is refused there: two branches of one `oneOf` fit it
    const at = "2020-01-01T00:00:00.000Z";
    const id = `note--${uuid5(NAMESPACE, "a note")}`;
    const note = { type: "note", spec_version: "2.1", id, created: at, modified: at };
    const plain = { ...note, content: "Words.", object_refs: [bundle.objects[1]!.id] };
    expect(validate(plain)).toEqual([]);
    expect(validate({ ...bundle, objects: [plain] } as unknown as StixObject)).not.toEqual([]);
  });

  it("accept the whole bundle, once that list has the types that STIX 2.1 has beyond it", () => {
    expect(validate(bundle as unknown as StixObject, COMPLETED)).toEqual([]);
    const wrong = bundle.objects.map((one) => (one.type === "opinion" ? { ...one, opinion: "likely" } : one));
    expect(validate({ ...bundle, objects: wrong } as unknown as StixObject, COMPLETED)).not.toEqual([]);
  });

  it("would not accept a wrong object", () => {
    const [opinion] = bundle.objects.filter(({ type }) => type === "opinion");
    expect(validate({ ...opinion!, opinion: "likely" } as StixObject)).not.toEqual([]);
    expect(validate({ ...opinion!, confidence: 101 } as StixObject)).not.toEqual([]);
    const { published: _, ...report } = kinds("edition")[0]!;
    expect(validate(report as StixObject)).not.toEqual([]);
  });
});
