/** A key judgment on the first page, with its plumb line let down in place. */
import type { JudgmentPart, LineStep, PositionPart } from "../document/types.ts";
import { bob, confidenceGlyph, likelihoodGlyph } from "../drawing/glyphs.ts";
import { direction, say, textOf } from "./say.ts";
import { h } from "../drawing/tags.ts";
import type { Html } from "../drawing/tags.ts";

export function keyJudgment(judgment: JudgmentPart, pageLanguage: string): Html {
  const lang = judgment.language === pageLanguage ? undefined : judgment.language;
  return h(
    "article",
    { class: "key", id: judgment.label, "aria-labelledby": judgment.wording.id },
    h("p", { class: "label" }, h("a", { href: `#${judgment.label}-under` }, judgment.label)),
    say("p", judgment.wording, { class: "wording", lang }),
    judgment.noPosition === undefined ? undefined : say("p", judgment.noPosition, { class: "conf-line" }),
    judgment.groups.map(held),
    judgment.effects.map((effect) => say("p", effect, { class: "effect" })),
    lineDetails(judgment),
    bob(),
  );
}

/** One position or several that say the same. */
function held(part: PositionPart): Html {
  if (part.stance === "reported") return reported(part);
  if (part.holds === "dissents") return dissent(part);
  return h(
    "div",
    { class: "held" },
    say("p", part.statement, { class: "conf-line" }),
    glyphs(part),
    words(part),
  );
}

function glyphs(part: PositionPart): Html | undefined {
  if (part.likelihood === undefined || part.confidence === undefined) return undefined;
  return h(
    "div",
    { class: "glyphs" },
    h(
      "span",
      { class: "pair" },
      likelihoodGlyph(part.likelihood),
      say("span", part.likelihood.sentence, { class: "term" }),
    ),
    h("span", { class: "pair" }, confidenceGlyph(part.confidence), say("span", part.confidence.sentence)),
  );
}

function words(part: PositionPart): Html | undefined {
  return part.words === undefined ? undefined : say("blockquote", part.words, { class: "words" });
}

/** The colour of an organisation; of several together, none. */
function colour(part: PositionPart): string {
  return part.organisations.length === 1 ? `c${part.organisations[0]!.colour}` : "several";
}

function head(part: PositionPart): Html | undefined {
  return part.head === undefined ? undefined : h("p", { class: "who" }, say("b", part.head));
}

function dissent(part: PositionPart): Html {
  return h(
    "div",
    { class: `stance dissent ${colour(part)}` },
    head(part),
    words(part),
    say("p", part.statement, { class: "conf-line" }),
    glyphs(part),
  );
}

function reported(part: PositionPart): Html {
  return h(
    "div",
    { class: `stance reported ${colour(part)}` },
    head(part),
    say("p", part.statement, { class: "conf-line said" }),
    glyphs(part),
    words(part),
    part.source === undefined ? undefined : say("p", part.source, { class: "who" }),
  );
}

/** The fold in the margin: its summary hangs beside the sentence, its steps go down the line. */
function lineDetails(judgment: JudgmentPart): Html {
  return h(
    "details",
    { class: "line" },
    h(
      "summary",
      { "aria-label": `Plumb line of ${judgment.label}: ${judgment.tally.text}` },
      h("span", { class: "narrow-only" }, "Plumb line, "),
      say("span", judgment.tally),
    ),
    h("ol", {}, judgment.line.map(lineStep)),
  );
}

function lineStep(step: LineStep): Html {
  const address = [
    h("b", { class: step.stands }, step.stands ?? step.kind),
    " ",
    h("code", { class: "ref" }, step.ref),
  ];
  const text = h(
    "span",
    { id: step.sentence.id, class: "what", ...direction(step.sentence.text) },
    textOf(step.sentence.text),
  );
  const hash = step.hash === undefined ? undefined : h("code", { class: "hash" }, hashText(step.hash));
  if (step.steps.length === 0)
    return h("li", { class: step.kind.toLowerCase() }, h("p", {}, address), text, hash);
  return h(
    "li",
    { class: step.kind.toLowerCase() },
    h("details", {}, h("summary", {}, address, text), h("ol", {}, step.steps.map(lineStep))),
  );
}

export function hashText(hash: string): string {
  return hash === "not recorded" ? "SHA-256 not recorded" : hash;
}
