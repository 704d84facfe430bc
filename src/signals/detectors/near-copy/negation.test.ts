import { describe, expect, it } from "vitest";
import { NEGATING_CHARACTERS, negationMarks, NEGATIONS, negationsIn } from "./negation.ts";

describe("words that deny", () => {
  it.each([
    ["It is true", "It is not true"],
    ["I know that", "I DON’T know that"],
    ["They were there", "They weren't there"],
    ["You can go", "You cannot go"],
    ["Das ist wahr", "Das ist nicht wahr"],
    ["Er hat Zeit", "Er hat keine Zeit"],
    ["Het is waar", "Het is niet waar"],
    ["Ce vrai", "Ce n'est pas vrai"],
    ["Es verdad", "No es verdad"],
    ["É verdade", "Não é verdade"],
    ["E\u0301 verdade", "Na\u0303o e\u0301 verdade"],
    ["È vero", "Non è vero"],
    ["Det är sant", "Det är inte sant"],
    ["Det er sandt", "Det er ikke sandt"],
    ["To prawda", "To nie prawda"],
    ["Это правда", "Это не правда"],
    ["Це правда", "Це не правда"],
    ["Είναι αλήθεια", "Δεν είναι αλήθεια"],
    ["هذا صحيح", "هذا ليس صحيح"],
    ["هذا صحيح", "هذا لَيْسَ صحيح"],
    ["זה נכון", "זה לא נכון"],
    ["यह सच है", "यह सच नहीं है"],
    ["Itu benar", "Itu tidak benar"],
    ["这是真的", "这不是真的"],
    ["จริง", "ไม่จริง"],
  ])("%j has none and %j has one", (plain, denied) => {
    expect(negationsIn(plain)).toBe(0);
    expect(negationsIn(denied)).toBe(1);
  });

  it("are no parts of words, hashtags, names or links", () => {
    for (const text of [
      "Note the knot, nothingness and notably nonstop Notre Dame",
      "#not @nobody @no_one #не #NotMyBridge",
      "https://never.example/not/no see www.not.example/no",
      "нетто нега небо",
      "can tint saint",
    ])
      expect(negationsIn(text), text).toBe(0);
    expect(negationsIn("No, never! Nobody (not one) 'not'.")).toBe(5);
  });

  it("are all found that are on the lists", () => {
    for (const list of [...Object.values(NEGATIONS), ...Object.values(NEGATING_CHARACTERS)])
      for (const word of list.split(" ")) expect(negationsIn(word.toUpperCase()), word).toBe(1);
  });
});

it("mark the clusters whose texts differ in their number, with the commonest of each kind", async () => {
  const texts = ["it is", "it is not", "It is not", "it is not, not", "a", "no, not", "never no"];
  const marks = await negationMarks(
    { objectValues: async (_, codes) => Array.from(codes, (code) => texts[code]!) },
    [
      { texts: Int32Array.of(1, 0, 2, 3) },
      { texts: Int32Array.of(1, 2) },
      { texts: Int32Array.of(4, 0) },
      { texts: Int32Array.of(5, 6) },
      { texts: Int32Array.of(3, 1) },
    ],
    { seed: 1 },
  );
  expect(marks).toEqual([
    { texts: 3, more: 1, fewest: 0 },
    undefined,
    undefined,
    undefined,
    { texts: 1, more: 3, fewest: 1 },
  ]);
});
