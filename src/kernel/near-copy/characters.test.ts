import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyOf, charactersOf, lettersOf, shingleSet } from "../../../test/support/near-copy-oracle.ts";
import { endOfBody } from "./body.ts";
import { endOfCharacter, isPlain, LETTER, lengthOf } from "./characters.ts";
import { fromUnits, normaliseText } from "./normalise.ts";
import { Runs } from "./runs.ts";
import { TextSet } from "./text-set.ts";

const unitsOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

const mixed = fc.string({
  unit: fc.constantFrom(
    ...Array.from("ab1_ #!。กี 中々〇 かーカ・ 한글 ₩☃❤👍🏽🇹🇭♂𠀋𐀀"),
    "#",
    " #",
    "\ud83d",
    "\udffd",
    "\u200d",
    "\u20e3",
  ),
  maxLength: 24,
});

const EMOJI = [
  ["a smile", "😀", 1],
  ["a skin tone", "👍🏽", 1],
  ["a flag", "🇹🇭", 1],
  ["two flags", "🇹🇭🇫🇷", 2],
  ["a keycap", "1️⃣", 1],
  ["a family", "👩‍👩‍👧‍👦", 1],
  ["a profession with a skin tone", "👩🏿‍🚒", 1],
  ["a person who plays, from signs of 16 bits", "⛹️‍♂️", 1],
  ["a heart on fire", "❤️‍🔥", 1],
  ["the flag of many colours", "🏳️‍🌈", 1],
  ["three of them", "👩‍👩‍👧‍👦👍🏽😀", 3],
] as const;

describe("characters", () => {
  it.each(EMOJI)("%s: %s", (_, emoji, expected) => {
    // The segmenter of the engine is an authority of its own.
    expect([...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(emoji)]).toHaveLength(expected);
    const form = normaliseText(emoji);
    expect(charactersOf(form)).toHaveLength(expected);
    const units = unitsOf(form);
    expect(isPlain(units, 0, units.length)).toBe(false);
    expect(lengthOf(units, 0, units.length)).toBe(LETTER * expected);
  });

  it("are those of the definition, with its lengths, in any mixture of scripts", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const units = unitsOf(text);
        const found: string[] = [];
        for (let i = 0; i < units.length;) {
          const end = endOfCharacter(units, i, units.length);
          found.push(fromUnits(units, i, end));
          i = end;
        }
        expect(found).toEqual(charactersOf(text));
        expect(lengthOf(units, 0, units.length)).toBe(LETTER * lettersOf(text));
        if (isPlain(units, 0, units.length)) expect(lettersOf(text)).toBe(text.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("runs", () => {
  it("are those of the definition, in any mixture of scripts", () => {
    fc.assert(
      fc.property(
        fc.array(mixed, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        (texts, shingle) => {
          const set = new TextSet(shingle);
          for (const text of texts) set.add(text);
          const runs = new Runs(set, shingle);
          for (let i = 0; i < set.length; i++) {
            runs.list(i);
            const found = Array.from({ length: runs.count }, (_, r) =>
              fromUnits(set.units, runs.from(r), runs.from(r) + runs.length(r)),
            );
            expect(runs.count).toBeGreaterThan(0);
            expect(runs.count).toBeLessThanOrEqual(runs.most(i));
            expect(new Set(found)).toEqual(shingleSet(set.text(i), shingle));
            const hashes = new Map(found.map((run, r) => [run, runs.hash[r]]));
            expect(found.map((run) => hashes.get(run))).toEqual([...runs.hash.subarray(0, runs.count)]);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("are two ideographs, two kana, three Hangul syllables and five letters", () => {
    expect([...shingleSet("大家好", 5)]).toEqual(["大家", "家好"]);
    expect([...shingleSet("こんに", 5)]).toEqual(["こん", "んに"]);
    expect([...shingleSet("안녕하세", 5)]).toEqual(["안녕하", "녕하세"]);
    expect([...shingleSet("letters", 5)]).toEqual(["lette", "etter", "tters"]);
    expect([...shingleSet("a大家ab", 5)]).toEqual(["a大家", "大家"]);
  });
});

describe("the body", () => {
  it.each([
    ["the message #one #two", "the message"],
    ["the message #one#two", "the message"],
    ["the message! 🔥 #one, #two. 🔥", "the message! 🔥"],
    ["the message #one two", "the message #one two"],
    ["the message #", "the message #"],
    ["the message # one", "the message # one"],
    ["#one #two", ""],
    ["#one the message", "#one the message"],
    ["the #message", "the"],
    ["正文 #标签 #二", "正文"],
    ["正文#标签", "正文"],
    ["正文#标签#后面的文字", "正文#标签#后面的文字"],
    ["正文#标签# 后面", "正文#标签# 后面"],
    ["正文#标签#", "正文"],
    ["본문 #태그 #둘", "본문"],
    ["the message #don't", "the message #don't"],
    ["the message ##one", "the message #"],
    ["", ""],
  ])("of %j is %j", (form, body) => {
    expect(bodyOf(form)).toBe(body);
    expect(form.slice(0, endOfBody(unitsOf(form), 0, form.length))).toBe(body);
  });

  it("is that of the definition, in any mixture of scripts and tags", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        expect(text.slice(0, endOfBody(unitsOf(text), 0, text.length))).toBe(bodyOf(text));
      }),
      { numRuns: 5000 },
    );
  });
});
