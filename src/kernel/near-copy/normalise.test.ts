import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lettersOf, partsOf } from "../../../test/support/near-copy-oracle.ts";
import { LOOK_ALIKES } from "./fold.ts";
import { normaliseText } from "./normalise.ts";
import { TextSet } from "./text-set.ts";

/** Text as posts have it: scripts, marks, emoji, broken pairs, links and mentions. */
const wild = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
      fc.constantFrom(
        "é",
        "e\u0301",
        "́",
        "й",
        "สวัสดีครับ",
        "مُحَمَّد",
        "가",
        "\u1100\u1161",
        "ﾊﾞ",
        "ａｂＣ",
        "𝐇𝐢",
        "🇹🇭👍🏽",
        "\ud83d",
        "\udc4d",
        "…",
        " https://t.co/xY1",
        " www.example.org/a ",
        "t.co/ab ",
        "@name: ",
        "@a@host.example ",
        "RT @x: ",
        "a@b.c",
        "／／",
        "\u200b",
        "\u3000",
        "，",
        "http:",
        "#tag",
        " #tag ",
        "#标签",
        " #か_1",
        "안녕하세요",
        "大家好",
        "こんにちは",
        "👩‍👩‍👧‍👦",
        "\u200d",
        "⛹️‍♂️",
        "1️⃣",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("the normal form", () => {
  it.each([
    ["Case and   white\tspace\n fold ", "case and white space fold"],
    ["Look https://t.co/AbC1?x=1#y here", "look here"],
    ["see http://a.example/(x) and www.b.example, ok", "see and ok"],
    ["short t.co/abc and pic.example.com/xyz end", "short and end"],
    ["and/or 1/2 u.s./china he/she 24/7 stay", "and/or 1/2 u.s./china he/she 24/7 stay"],
    ["RT @Some_One: the message", "the message"],
    ["thanks @a, @b_2 and @c@host.example: you", "thanks , and you"],
    ["mail me at a.b@example.org please", "mail me at a.b@example.org please"],
    ["@ noon #Tag stays!", "@ noon #tag stays!"],
    ["链接http://t.cn/AbC后面的文字", "链接后面的文字"],
    ["看t.cn/AbC，你好", "看你好"],
    ["“Quoted” – ‘text’ … и ёлка", `"quoted" - 'text' ... и eлka`],
    ["Café CAFÉ cafe\u0301", "cafe cafe cafe"],
    ["Pаypаl ΑΒΓ ᴛɪᴛʟᴇ 𝐁𝐨𝐥𝐝 ｗｉｄｅ ① ﬁ", "paypal abγ title bold wide 1 fi"],
    ["in\u200bvisi\u00adble\u2060 \ufe0fx", "invisible x"],
    ["مُحَمَّد ـــ", "محمد"],
    ["สวัสดี ครับ", "สวัสดี ครับ"],
    ["नमस्ते दुनिया", "नमस्ते दुनिया"],
    ["한국어 \u1112\u1161\u11ab", "한국어 한"],
    ["ﾊﾞﾅﾅ 👍🏽 \ud83d lone", "バナナ 👍🏽 \ud83d lone"],
    ["", ""],
    [" \n\t ", ""],
    ["https://t.co/x", ""],
    ["https://t.co/xY1\u00e9 @nam\u00e9 x", "e e x"],
    ["https://t.co/xY1e\u0301 @name\u0301 x", "e e x"],
  ])("of %j is %j", (text, form) => {
    // Cyrillic letters that look like Latin ones are written in Latin, here and above.
    expect(normaliseText(text)).toBe(form);
  });

  it("does not depend on the Unicode form of the input", () => {
    fc.assert(
      fc.property(wild, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), (text, form) => {
        expect(normaliseText(text.normalize(form))).toBe(normaliseText(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("has no outer or double space, no capital ASCII letter, and no code unit that is dropped", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const form = normaliseText(text);
        expect(form).not.toMatch(/^ | $| {2}|[A-Z\t\n\u200b\u00ad]|\u0301/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same in capitals for letters that have one", () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        ...Array.from("abcxyz éäñ абвгджзийклмнопрстуфхцчшщъыьэюяёіїєґ αβγδεζηθικλμνξοπρστυφχψω"),
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(letters, (text) => {
        expect(normaliseText(text.toUpperCase())).toBe(normaliseText(text));
      }),
    );
  });

  it("keeps letters of one script apart, whatever it makes of them", () => {
    const cyrillic = "абвгджзиклмнопрстуфхцчшщъыьэюяіјѕєґђћџљњ";
    const greek = "αβγδεζηθικλμνξοπρστυφχψω";
    for (const alphabet of [cyrillic, greek]) {
      const forms = Array.from(alphabet, (letter) => normaliseText(letter));
      expect(new Set(forms).size, alphabet).toBe(forms.length);
    }
  });

  it("folds every look-alike of the documented table", () => {
    for (const list of Object.values(LOOK_ALIKES))
      for (const pair of list.split(" ")) {
        expect(normaliseText(`x${pair[0]}x`)).toBe(`x${pair[1]}x`);
        expect(normaliseText(`x${pair[0]!.toUpperCase()}x`)).toHaveLength(3);
      }
  });
});

describe("a set of texts", () => {
  it("numbers distinct normal forms in the order of arrival, bodies after them, and leaves short ones out", () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (texts, shortest) => {
        const set = new TextSet(shortest);
        const known: string[] = [];
        const numberOf = (form: string): number => {
          if (!known.includes(form)) known.push(form);
          return known.indexOf(form);
        };
        for (const text of [...texts, ...texts]) {
          const form = normaliseText(text);
          const long = lettersOf(form) >= shortest;
          const expected = long ? numberOf(form) : -1;
          expect(set.add(text)).toBe(expected);
          if (long) expect(set.body[expected]).toBe(numberOf(partsOf(form, shortest, 1).at(-1)!.form));
        }
        expect(set.length).toBe(known.length);
        expect(known.map((_, i) => set.text(i))).toEqual(known);
      }),
      { numRuns: 500 },
    );
  });

  it("holds more texts than its first tables, and a very long one", () => {
    const set = new TextSet(5);
    const texts = Array.from({ length: 5000 }, (_, i) => `text number ${i}`);
    const long = "never ending ".repeat(80_000);
    expect([...texts, long, ...texts].map((text) => set.add(text))).toEqual([
      ...texts.keys(),
      5000,
      ...texts.keys(),
    ]);
    expect(set.text(5000)).toBe(long.trim());
    expect([0, 77, 4999].map((i) => set.text(i))).toEqual([texts[0], texts[77], texts[4999]]);
  });
});
