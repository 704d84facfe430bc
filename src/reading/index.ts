/** From an extracted text to proposals, each with its place, its rule and its doubts. Only English is read for claims. */
import { attributionsOf } from "./attributions.ts";
import { claimsOf } from "./claims.ts";
import type { ReadInput, Reading } from "./contract.ts";
import { languageOf } from "./language.ts";
import { lexicon } from "./lexicon.ts";
import { PASSES } from "./passes.ts";
import { Speakers } from "./speakers.ts";
import { ReadText } from "./text.ts";

export type * from "./contract.ts";
export { RECIPROCAL_RULE } from "./claims.ts";
export { originsOf } from "./origins/index.ts";

/** Raised with every change of the rules; the verbs have a version of their own. */
const RULES_VERSION = "3";

export function readText(input: ReadInput): Reading {
  const language = languageOf(input.paragraphs.map(({ text }) => text).join("\n"));
  const text = new ReadText(input, language);
  const english = language === "en";
  const speakers = new Speakers(text);
  const all = text.paragraphs.reduce((sum, { sentences }) => sum + sentences.length, 0);
  let reading: Reading = {
    version: `${RULES_VERSION}, verbs ${lexicon().version}`,
    language,
    sentences: { all, read: english ? all : 0 },
    claims: english ? claimsOf(text, attributionsOf(text), speakers) : [],
    events: [],
    positions: [],
    relations: [],
    notes: english ? [] : [unread(language, text.quotations.length)],
  };
  if (english) for (const pass of PASSES) reading = { ...reading, ...pass(text, reading, input, speakers) };
  return reading;
}

function unread(language: string | null, quotations: number): string {
  const which =
    language === null ? "The language of the text was not recognised" : `The text is in "${language}"`;
  return `${which}; only English is read for claims. Sentences and quotations (${quotations}) were found, and nothing is proposed.`;
}
