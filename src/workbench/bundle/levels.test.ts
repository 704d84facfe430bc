/** Markings of bundles in every form that programs write them: nothing that is said to be for fewer goes out to more. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTlp, TLP_LEVELS } from "../../model/marking.ts";
import type { Tlp } from "../../model/marking.ts";
import type { BundleObject } from "../../ingest/index.ts";
import { tlpMarkings } from "../../release/index.ts";
import { markingsOf } from "./levels.ts";

const CLEAR = tlpMarkings().ids.get("CLEAR")!;
const RED = tlpMarkings().ids.get("RED")!;
const OWN = "marking-definition--00000000-0000-4000-8000-000000000001";

const definition = (rest: object, id = OWN): BundleObject => ({
  type: "marking-definition",
  spec_version: "2.1",
  id,
  created: "2031-01-01T00:00:00.000Z",
  ...rest,
});
const campaign = (rest: object): BundleObject => ({
  type: "campaign",
  id: "campaign--00000000-0000-4000-8000-000000000002",
  name: "Heron",
  ...rest,
});

function levelOf(object: BundleObject, ...definitions: readonly BundleObject[]): Tlp {
  return markingsOf([...definitions, object]).of(object).tlp;
}
const marked = (rest: object): Tlp => levelOf(campaign({ object_marking_refs: [OWN] }), definition(rest));
const besideClear = (rest: object): Tlp =>
  levelOf(campaign({ object_marking_refs: [CLEAR, OWN] }), definition(rest));

/** Where a definition may say a level. */
const FORMS: readonly (readonly [string, (words: string) => object])[] = [
  ["tlp", (tlp) => ({ definition_type: "tlp", definition: { tlp } })],
  ["TLP", (TLP) => ({ definition_type: "TLP", definition: { TLP } })],
  ["a list", (one) => ({ definition_type: "tlp", definition: { tlp: ["clear", one] } })],
  ["a string", (words) => ({ definition_type: "tlp", definition: words })],
  ["a statement", (statement) => ({ definition_type: "statement", definition: { statement } })],
  ["a name", (name) => ({ name, definition_type: "statement", definition: { statement: "custom" } })],
  ["a name over another level", (name) => ({ name, definition_type: "tlp", definition: { tlp: "clear" } })],
  [
    "a level over another name",
    (tlp) => ({ name: "TLP:CLEAR", definition_type: "tlp", definition: { tlp } }),
  ],
  [
    "OpenCTI's property",
    (words) => ({
      definition_type: "statement",
      definition: { statement: "custom" },
      x_opencti_definition_type: "TLP",
      x_opencti_definition: words,
    }),
  ],
  [
    "an extension",
    (words) => ({ extensions: { any: { extension_type: "property-extension", tlp_2_0: words } } }),
  ],
  ["a list of OpenCTI's", (words) => ({ x_opencti_definition: ["TLP:CLEAR", words] })],
  ["a reference", (words) => ({ name: "TLP:CLEAR", external_references: [{ description: `TLP:${words}` }] })],
];
const SPELLINGS: readonly ((level: string) => string)[] = [
  (level) => `TLP:${level}`,
  (level) => level,
  (level) => level.toLowerCase(),
  (level) => `tlp ${level.toLowerCase()}`,
  (level) => `TLP_2_0:${level}`,
  (level) => `TLP-2.0: ${level.replace("+", " + ")}`,
  (level) => `tlp:${level.toLowerCase().replace("+", "-")}`,
  (level) => `\uFF34\uFF2C\uFF30:${level}`,
  (level) => `TLP:\u200B${level}`,
];

describe("a level of a definition", () => {
  it.each(FORMS)("is read where it is %s, in every spelling", (form, write) => {
    for (const level of TLP_LEVELS)
      for (const spell of form === "a reference" ? [(words: string) => words] : SPELLINGS) {
        const words = spell(level);
        expect([words, marked(write(words))]).toEqual([words, level]);
        expect([words, besideClear(write(words))]).toEqual([words, level]);
      }
    if (form !== "a reference") expect(marked(write("TLP:WHITE"))).toBe("CLEAR");
  });

  it("holds inside a longer text, which is never CLEAR", () => {
    for (const text of ["Members only. TLP:RED\nDo not pass on.", "Not TLP:CLEAR but TLP:RED"])
      expect(besideClear({ name: text })).toBe("RED");
    for (const text of ["TLP:CLEAR for members", "TLP:CLEARANCE", "tlp:redacted", "TLP:PURPLE"])
      expect(besideClear({ name: text })).toBe("AMBER+STRICT");
  });

  it("cannot lower what an identifier is known for, and can raise it", () => {
    const object = (id: string) => campaign({ object_marking_refs: [id] });
    const says = (tlp: string, id: string) => definition({ definition_type: "tlp", definition: { tlp } }, id);
    expect(levelOf(object(RED), says("clear", RED))).toBe("RED");
    expect(levelOf(object(CLEAR), says("red", CLEAR))).toBe("RED");
    const white = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";
    expect(levelOf(object(white), says("clear", white))).toBe("CLEAR");
    // Two definitions of one identifier: the higher.
    expect(levelOf(object(OWN), says("clear", OWN), says("red", OWN), says("green", OWN))).toBe("RED");
  });
});

describe("what is no level", () => {
  it.each(["PAP:RED", "For internal use, never to be published", "Copyright 2031 Heron watch", "ТLР:RED"])(
    "keeps an object from CLEAR, and is said: %s",
    (statement) => {
      const unknown = definition({ definition_type: "statement", definition: { statement } });
      const object = campaign({ object_marking_refs: [CLEAR, OWN] });
      const { of, unread } = markingsOf([unknown, object]);
      expect(of(object)).toEqual({ tlp: "AMBER+STRICT" });
      expect(of(unknown)).toEqual({ tlp: "AMBER+STRICT" });
      expect(unread).toEqual([statement]);
    },
  );

  it("lowers nothing that is higher", () => {
    const object = campaign({ object_marking_refs: [RED, OWN] });
    expect(levelOf(object, definition({ name: "Whatever" }))).toBe("RED");
  });
});

describe("a marking of an object", () => {
  const forms: readonly (readonly [string, object])[] = [
    ["a string", { object_marking_refs: RED }],
    ["in capitals", { object_marking_refs: [RED.toUpperCase()] }],
    ["with spaces", { object_marking_refs: [CLEAR, ` ${RED} `] }],
    ["a list in a list", { object_marking_refs: [[CLEAR], [[RED]]] }],
    ["in the singular", { object_marking_refs: [CLEAR], object_marking_ref: RED }],
    ["words", { object_marking_refs: ["TLP:RED"] }],
    ["a definition in its place", { object_marking_refs: [{ type: "marking-definition", name: "TLP:RED" }] }],
    ["of a part", { object_marking_refs: [CLEAR], granular_markings: [{ marking_ref: RED }] }],
    [
      "of a part that stands alone",
      { object_marking_refs: [CLEAR], granular_markings: { marking_ref: RED } },
    ],
    [
      "several of a part",
      { object_marking_refs: [CLEAR], granular_markings: [{ marking_refs: [CLEAR, RED] }] },
    ],
    ["a label", { object_marking_refs: [CLEAR], labels: ["report", "tlp:red"] }],
  ];
  it.each(forms)("is read as %s", (_, rest) => {
    expect(levelOf(campaign(rest))).toBe("RED");
  });

  it.each([7, true, {}, "", "marking-definition--", [{}]])(
    "that cannot be read is the default: %j",
    (odd) => {
      expect(levelOf(campaign({ object_marking_refs: [CLEAR, odd] }))).toBe("AMBER+STRICT");
    },
  );

  it("of a language alone takes nothing away, and a label alone makes nothing CLEAR", () => {
    const french = [{ lang: "fr", selectors: ["name"] }];
    expect(levelOf(campaign({ object_marking_refs: [CLEAR], granular_markings: french }))).toBe("CLEAR");
    expect(levelOf(campaign({ labels: ["tlp:clear"] }))).toBe("AMBER+STRICT");
    expect(levelOf(campaign({}))).toBe("AMBER+STRICT");
  });

  it("is never below any level that is written anywhere", () => {
    const piece = fc.oneof(
      fc.constantFrom(...TLP_LEVELS).map((level) => `TLP:${level}`),
      fc.constantFrom("", "x", "custom", "tlp", "Heron watch"),
    );
    const said = fc.record({ name: piece, statement: piece, x_opencti_definition: piece, tlp: piece });
    fc.assert(
      fc.property(said, fc.boolean(), ({ name, statement, x_opencti_definition, tlp }, clear) => {
        const written = [name, statement, x_opencti_definition, tlp];
        const level = levelOf(
          campaign({ object_marking_refs: clear ? [CLEAR, OWN] : [OWN] }),
          definition({ name, x_opencti_definition, definition: { statement, tlp } }),
        );
        for (const one of TLP_LEVELS)
          if (written.includes(`TLP:${one}`)) expect(compareTlp(level, one)).toBeGreaterThanOrEqual(0);
        const known = new Set(["TLP:CLEAR", "", "custom", "tlp"]);
        if (written.some((words) => !known.has(words))) expect(level).not.toBe("CLEAR");
      }),
    );
  });
});
