/** Questions, texts, claims and denials, sources, premises. */
import type { ClaimPart, QuestionPart, Row, SourcePart, TextPart } from "../document/types.ts";
import { direction, paragraph, say, table, textOf } from "./say.ts";
import { h } from "../drawing/tags.ts";
import type { Html } from "../drawing/tags.ts";

export function textHtml(part: TextPart): Html {
  return h(
    "section",
    { class: "text" },
    part.heading === undefined ? undefined : say("h3", part.heading),
    part.paragraphs.map((sentences) => paragraph(sentences, { class: "prose" })),
  );
}

export function questionHtml(part: QuestionPart): Html {
  return h(
    "section",
    { class: "question", id: part.label, "aria-labelledby": part.text.id },
    part.heading === undefined ? undefined : say("h3", part.heading, { class: "lead" }),
    h("div", { class: "finding-head" }, h("h3", {}, part.label)),
    say("p", part.text, { class: "wording" }),
    say("p", part.kind, { class: "note" }),
    table(["", "Hypothesis", "Judgments"], part.hypotheses, { caption: "Hypotheses", whole: [0] }),
  );
}

/** Date, event with its source and lineage, kind. */
export function eventsTable(rows: readonly Row[]): Html {
  const heads = ["Date, UTC", "Event", "Kind"];
  return h(
    "table",
    { class: "rows dated" },
    h("caption", { class: "unseen" }, "Events of this edition"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        heads.map((head) => h("th", { scope: "col" }, head)),
      ),
    ),
    h("tbody", {}, rows.map(eventRow)),
  );
}

function eventRow(row: Row): Html {
  const [date = "", title = "", kind = "", lineage = "", places = ""] = row.cells;
  return h(
    "tr",
    { id: row.id },
    h("td", { class: "nowrap" }, textOf(date)),
    h("td", { ...direction(title) }, textOf(title), h("small", {}, textOf(`${places}; ${lineage}`))),
    h("td", { ...direction(kind) }, textOf(kind)),
  );
}

export function claimHtml(part: ClaimPart): Html {
  return h(
    "li",
    { class: `claim ${part.polarity}` },
    say("p", part.label, { class: "speaker" }),
    say("p", part.text, { class: "prose" }),
    part.quote === undefined ? undefined : say("blockquote", part.quote, { class: "words" }),
    part.answers.map((answer) => say("p", answer, { class: "note weighed" })),
    part.denial === undefined ? undefined : say("p", part.denial, { class: "note weighed" }),
    h("p", { class: "quiet", id: part.row.id, ...direction(part.row.text) }, textOf(part.row.text)),
  );
}

export function sourceHtml(part: SourcePart): Html {
  return h(
    "li",
    { class: "source", id: part.row.id },
    h("span", { class: "tag" }, part.label),
    h(
      "div",
      {},
      h("p", { class: "title", ...direction(part.title) }, textOf(part.title)),
      part.descriptor === undefined
        ? undefined
        : h("p", { class: "note", ...direction(part.descriptor) }, textOf(part.descriptor)),
      h("p", { class: "quiet", ...direction(part.facts) }, textOf(part.facts)),
      h(
        "p",
        { class: "quiet" },
        "SHA-256 ",
        part.sha256 === "not recorded" ? part.sha256 : h("code", { class: "hash" }, part.sha256),
      ),
    ),
  );
}
