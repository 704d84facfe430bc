import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCited, findQuote, passagesOf, quoteFault, SCANNED_PDF, spanFault } from "./passages.ts";

const artifact = "art_0000000001";
const TEXT = "The note.\n\n“It was   not us,” the ministry said.\n\nLater: it was not us, again.";
const whole = { text: TEXT, cut: false };
const span = (start: number, end: number) => ({ artifact, start, end });
const at = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from);
  return span(start, start + words.length);
};

describe("a span", () => {
  it("lies within its document, has two ends, and names no page of a text", () => {
    expect(spanFault(at("not us"), whole)).toBeUndefined();
    expect(spanFault(span(0, TEXT.length), whole)).toBeUndefined();
    expect(spanFault(span(90_000, 90_100), whole)).toMatch(/^ends at character 90100; the document has \d+ /);
    expect(spanFault(span(5, 5), whole)).toContain("empty");
    expect(spanFault(span(9, 5), whole)).toContain("empty");
    expect(spanFault({ artifact, start: 3 }, whole)).toContain("one end only");
    expect(spanFault({ artifact, page: 2 }, whole)).toContain("page");
    expect(spanFault({ artifact, place: "second paragraph" }, whole)).toBeUndefined();
    expect(spanFault(span(90_000, 90_100), { ...whole, cut: true })).toBeUndefined();
  });
});

describe("a quotation", () => {
  it("stands at its place; white space and typographic marks fold, and nothing else", () => {
    const place = at("“It was   not us,”");
    for (const quote of ["“It was   not us,”", '"It was not us,"', "It was not us,", "  It was\n\nnot us, "])
      expect([quote, quoteFault(quote, place, whole)]).toEqual([quote, undefined]);
    for (const quote of [
      "It was us,",
      "it was not us,",
      "It was not us.",
      "It was not us, the",
      "It was not",
      "",
    ])
      expect([quote, typeof quoteFault(quote, place, whole)]).toEqual([quote, "string"]);
  });

  it("that stands elsewhere is told where, the nearest first", () => {
    const second = TEXT.lastIndexOf("not us");
    expect(quoteFault("not us", span(0, 9), whole)).toMatch(
      new RegExp(`nearest place is characters ${TEXT.indexOf("not us")} to`),
    );
    expect(quoteFault("not us", span(70, 75), whole)).toContain(`characters ${second} to ${second + 6}`);
    expect(quoteFault("somebody else", span(0, 9), whole)).toBe("is not in the document");
    expect(quoteFault("not us", { artifact, place: "somewhere" }, whole)).toBeUndefined();
    expect(quoteFault("not them", { artifact }, whole)).toBe("is not in the document");
  });

  it("is found at its own place in any text, and refused with any letter changed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "“", "’", "é"), minLength: 3, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (text, from, length) => {
          const start = from % text.length;
          const end = start + 1 + (length % (text.length - start));
          const quote = text.slice(start, end);
          const document = { text, cut: false };
          const words = quote.replaceAll(/[^abé]/g, "");
          if (words !== "") {
            expect(quoteFault(quote, span(start, end), document)).toBeUndefined();
            const found = findQuote(quote, text, start)!;
            expect(text.slice(found.start, found.end).replaceAll(/[^abé]/g, "")).toBe(words);
            const changed = quote.replace(/[abé]/, "x");
            expect(quoteFault(changed, span(start, end), document)).toBe("is not in the document");
          } else expect(typeof quoteFault("“ ”", span(start, end), document)).toBe("string");
        },
      ),
    );
  });
});

describe("a page", () => {
  const text = "First page, again.\n\nOn to\n\nsecond page, again.";
  const pages = [{ start: 0, end: 18 }, null, { start: 20, end: 46 }];
  const paged = { text, cut: false, pages };

  it("is one that the document has, with text, and the passage begins on it", () => {
    expect(spanFault({ artifact, page: 1 }, paged)).toBeUndefined();
    expect(spanFault({ artifact, page: 4 }, paged)).toBe("names page 4; the document has 3 pages");
    expect(spanFault({ artifact, page: 2 }, paged)).toBe("names page 2, which has no text");
    expect(spanFault({ artifact, page: 1, start: 0, end: 30 }, paged)).toBeUndefined();
    expect(spanFault({ artifact, page: 1, start: 20, end: 30 }, paged)).toBe(
      "names page 1, and character 20 stands on page 3",
    );
    expect(spanFault({ artifact, page: 1, start: 19, end: 30 }, paged)).toContain("stands on none");
  });

  it("has the quotation, which may go on to the next", () => {
    for (const [quote, page] of [
      ["again.", 1],
      ["again. On to second", 1],
      ["again.", 3],
      ["On to", 3],
    ] as const) {
      expect(quoteFault(quote, { artifact, page }, paged)).toBeUndefined();
      expect(text.slice(findCited(quote, paged, { artifact, page })!.start)).toMatch(/^(?:again|On)/);
    }
    expect(findCited("again.", paged, { artifact, page: 3 })).toEqual({ start: 40, end: 46 });
    expect(quoteFault("First page", { artifact, page: 3 }, paged)).toBe(
      "is not there; its nearest place is characters 0 to 10 on page 1",
    );
    expect(quoteFault("Third page", { artifact, page: 3 }, paged)).toBe("is not in the document");
  });
});

it("says by the record alone whether passages can be held against the bytes", () => {
  const body = { title: "A note.txt", sha256: "0".repeat(64), held: true };
  expect(passagesOf(body)).toBe("checked");
  expect(passagesOf({ ...body, title: "A note" })).toBe("not read yet");
  expect(passagesOf({ ...body, title: "A note", mediaType: "text/plain" })).toBe("checked");
  expect(passagesOf({ ...body, title: "A paper.docx" })).toBe("checked");
  expect(passagesOf({ ...body, mediaType: "application/pdf" })).toBe("checked");
  expect(passagesOf({ ...body, title: "a.pdf", mediaType: SCANNED_PDF })).toBe("not read yet");
  expect(passagesOf({ ...body, mediaType: "application/zip" })).toBe("not read yet");
  expect(passagesOf({ ...body, held: false })).toBe("not held");
  expect(passagesOf({ ...body, sha256: "not recorded" })).toBe("not held");
});
