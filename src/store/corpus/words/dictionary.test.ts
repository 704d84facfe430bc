import fc from "fast-check";
import { expect, it } from "vitest";
import { PieceDictionary } from "./dictionary.ts";

const number = (dictionary: PieceDictionary, piece: string): number => {
  const bytes = Buffer.from(`«${piece}»`);
  return dictionary.numberOf(bytes, 2, bytes.length - 2);
};

it("numbers pieces as a map does, in the order in which they came, and keeps them between line feeds", () => {
  const piece = fc.stringMatching(/^[a-zа-я中😀#]{1,8}$/u);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const dictionary = new PieceDictionary();
      const known = new Map<string, number>();
      for (const one of pieces) {
        if (!known.has(one)) known.set(one, known.size);
        expect(number(dictionary, one)).toBe(known.get(one));
      }
      const { pieces: bytes, starts } = dictionary.whole();
      expect(Buffer.from(bytes).toString()).toBe(["", ...known.keys(), ""].join("\n"));
      const at = [...known.keys()].map((one, i) =>
        Buffer.from(bytes).subarray(starts[i]).indexOf(`${one}\n`),
      );
      expect(at.every((place) => place === 0)).toBe(true);
    }),
  );
});

it("grows, and tells the beginning of a piece from the whole", () => {
  const dictionary = new PieceDictionary();
  for (let i = 0; i < 50_000; i++) expect(number(dictionary, `word${i}`)).toBe(i);
  for (let i = 0; i < 50_000; i += 7) expect(number(dictionary, `word${i}`)).toBe(i);
  expect(dictionary.size).toBe(50_000);
});
