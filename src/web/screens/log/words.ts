import type { CaseRecord } from "../../../model/records.ts";

/** What a record says, in one line of its own words. */
export function wordsOf(record: CaseRecord): string {
  const { type, body } = record;
  switch (type) {
    case "Party":
      return `${body.name}, ${body.kind}`;
    case "Artifact":
    case "Event":
    case "Edition":
      return body.title;
    case "Claim":
      return body.proposition;
    case "Run":
      return `${body.detector} ${body.version}, ${body.findings.length} findings`;
    case "Question":
    case "Premise":
    case "Wording":
      return body.text;
    case "Appraisal":
      return `${body.aspect} of ${body.of}: ${sayValue(body.value)}`;
    case "Judgment":
      return "hypothesis" in body.states && body.states.hypothesis !== undefined
        ? `states ${body.states.hypothesis}`
        : "rung" in body.states
          ? `states the rung “${body.states.rung}”`
          : "states a hypothesis";
    case "Basis":
      return `${body.stands} ${body.judgment}: ${body.entry}`;
    case "Position":
      return `${body.holds} ${body.judgment}, ${body.likelihood === "not stated" ? "likelihood not stated" : body.likelihood.term}, confidence ${body.confidence}`;
    case "Marking":
      return `${body.of} is now ${body.to.tlp}`;
    case "Codebook":
      return `${body.name}, ${body.categories.length} codes`;
    case "Coding":
      return `${"row" in body.unit ? `row ${body.unit.row} of ${body.unit.artifact}` : "an account"}: ${
        body.says === "cannot say" ? body.says : body.says.join(", ") || "none of the codes"
      }`;
    default:
      return record satisfies never;
  }
}

function sayValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
