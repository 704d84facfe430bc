/** Under each judgment: positions side by side, what it rests on, what speaks against it, what is missing. */
import type { EvidencePart, JudgmentPart, PositionPart, SidePart } from "../document/types.ts";
import { confidenceGlyph, likelihoodGlyph, organisationMark } from "../drawing/glyphs.ts";
import { direction, paragraph, say, table, textOf } from "./say.ts";
import { h } from "../drawing/tags.ts";
import type { Html } from "../drawing/tags.ts";

export function underJudgment(judgment: JudgmentPart): Html {
  const pairs = judgment.sides.filter((part) => part.stands !== "context");
  const context = judgment.sides.find((part) => part.stands === "context");
  return h(
    "section",
    { class: "under", id: `${judgment.label}-under`, "aria-label": `Under ${judgment.label}` },
    h(
      "div",
      { class: "under-head" },
      h("h3", {}, h("a", { href: `#${judgment.label}` }, judgment.label)),
      paragraph(judgment.states, { class: "states" }),
    ),
    judgment.positions.length === 0
      ? undefined
      : h("div", { class: "positions" }, judgment.positions.map(position)),
    h("div", { class: "sides" }, pairs.map(side)),
    context === undefined ? undefined : side(context),
    say("p", judgment.search, { class: "note" }),
    paragraph(judgment.linchpin, { class: "note" }),
    judgment.premises.length === 0
      ? undefined
      : h(
          "div",
          { class: "block" },
          h("h4", {}, "Premises and indicators"),
          table(["Kind", "What", "Due"], judgment.premises, {
            caption: "Premises and indicators",
            whole: [0],
          }),
        ),
    judgment.gaps.length === 0 ? undefined : gapsTable(judgment.gaps),
  );
}

export function gapsTable(gaps: JudgmentPart["gaps"]): Html {
  return h(
    "div",
    { class: "block" },
    h("h4", {}, "Gaps"),
    table(["Code", "About", "What is missing"], gaps, { caption: "Gaps, with their codes", mono: [0] }),
  );
}

function position(part: PositionPart): Html {
  const organisation = part.organisations[0]!;
  const [name = "", stands = ""] = part.statement.cells;
  return h(
    "div",
    {
      class: `position ${part.stance} ${part.holds === "dissents" ? "dissents" : ""} c${organisation.colour}`,
    },
    h(
      "div",
      { class: "org" },
      organisationMark(organisation, part.stance),
      h(
        "p",
        { id: part.statement.id },
        h("b", { ...direction(name) }, textOf(name)),
        " ",
        h("span", { class: "stands" }, stands),
      ),
    ),
    part.likelihood === undefined || part.confidence === undefined
      ? undefined
      : [
          h("div", { class: "gauge" }, say("p", part.likelihood.sentence), likelihoodGlyph(part.likelihood)),
          h(
            "div",
            { class: "gauge steps" },
            confidenceGlyph(part.confidence),
            say("p", part.confidence.sentence),
          ),
        ],
    part.words === undefined ? undefined : say("blockquote", part.words, { class: "words" }),
    part.moved === undefined ? undefined : say("p", part.moved, { class: "quiet" }),
    part.source === undefined ? undefined : say("p", part.source, { class: "quiet" }),
  );
}

const NOT_ASSESSED = "not assessed";
const TITLES = { for: "For", against: "Against", context: "Context" } as const;

function side(part: SidePart): Html {
  const title = TITLES[part.stands];
  return h(
    "section",
    { class: `side ${part.stands}`, "aria-label": title },
    h("h4", {}, title, say("span", part.tally)),
    part.entries.length === 0 ? undefined : h("ul", {}, part.entries.map(entry)),
  );
}

/** Reliability and credibility stand apart; a grade that nobody gave is a word, not a blank. */
function entry(part: EvidencePart): Html {
  const notes = [...part.notes];
  if (part.reliability === NOT_ASSESSED) notes.push(`reliability ${NOT_ASSESSED}`);
  if (part.credibility === NOT_ASSESSED) notes.push(`credibility ${NOT_ASSESSED}`);
  return h(
    "li",
    { id: part.row.id },
    h("span", { class: "tag" }, part.label),
    h(
      "span",
      { class: "item", ...direction(part.text) },
      textOf(part.text),
      notes.map((note) => h("small", { ...direction(note) }, textOf(note))),
    ),
    grade("reliability", part.reliability),
    grade("credibility", part.credibility),
  );
}

/** The letter or number; where nobody gave one, hatching here and the words in the notes. */
function grade(name: string, value: string): Html {
  if (value === "" || value === "not applicable") return h("span", { class: "grade" }, "");
  if (value === NOT_ASSESSED) return h("span", { class: "grade" }, h("span", { class: "blank" }));
  return h("span", { class: "grade", title: name }, h("span", { class: "unseen" }, `${name} `), value);
}
