/** Findings: sentence, figures, numbers with their intervals, tests, ordinary explanations, rows and files. */
import { EXPLANATION_HEADS } from "../document/findings.ts";
import type { FindingPart, StatisticPart } from "../document/types.ts";
import { figureHtml } from "./figure.ts";
import { intervalGlyph } from "../drawing/glyphs.ts";
import { direction, paragraph, say, table, textOf } from "./say.ts";
import { h } from "../drawing/tags.ts";
import type { Child, Html } from "../drawing/tags.ts";

export function findingHtml(part: FindingPart): Html {
  return h(
    "section",
    { class: "finding", id: part.label, "aria-labelledby": part.title.id },
    part.heading === undefined ? undefined : say("h3", part.heading, { class: "lead" }),
    h(
      "div",
      { class: "finding-head" },
      h("h3", {}, part.label, " ", say("span", part.title)),
      say("p", part.status, { class: "quiet" }),
    ),
    paragraph(part.sentences, { class: "wording" }),
    h("p", { class: "quiet" }, say("span", part.provenance), " ", h("code", {}, part.ref)),
    part.figures.map(figureHtml),
    part.seen.map((sentence) => say("p", sentence, { class: "note" })),
    h(
      "details",
      { class: "fold" },
      h("summary", {}, "Numbers, tests, ordinary explanations and settings"),
      beneath(part),
    ),
  );
}

/** What a reader opens: everything that the sentence and the figures rest on. */
function beneath(part: FindingPart): Child[] {
  return [
    part.occasions === undefined ? undefined : occasions(part.occasions),
    part.statistics.length === 0
      ? undefined
      : h("div", { class: "block" }, h("h4", {}, "Numbers"), statistics(part.statistics)),
    part.significance.length === 0
      ? undefined
      : h(
          "div",
          { class: "block" },
          h("h4", {}, "Tests"),
          table(["Null model", "Smallest p, corrected", "Correction", "Level"], part.significance, {
            caption: "Tests of the finding",
            whole: [1, 2, 3],
          }),
        ),
    part.explanations.length === 0
      ? undefined
      : h(
          "div",
          { class: "block" },
          h("h4", {}, "Ordinary explanations"),
          table(EXPLANATION_HEADS, part.explanations, {
            caption: "Ordinary explanations of the finding",
            whole: [3],
          }),
        ),
    h(
      "div",
      { class: "block" },
      h("h4", {}, "What would refute it"),
      paragraph(part.refutedBy, { class: "note" }),
    ),
    h(
      "div",
      { class: "block" },
      h("h4", {}, "With whom it was compared"),
      paragraph(part.comparison, { class: "note" }),
    ),
    part.method.length === 0
      ? undefined
      : h(
          "details",
          { class: "block" },
          h("summary", {}, "How it was tested"),
          paragraph(part.method, { class: "note" }),
        ),
    settings(part),
  ];
}

function statistics(parts: readonly StatisticPart[]): Html {
  const heads = ["Number", "Value", "Interval", ""];
  return h(
    "table",
    { class: "rows" },
    h("caption", { class: "unseen" }, "Numbers of the finding"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        heads.map((head, i) => h("th", { scope: "col", class: i === 1 ? "num" : undefined }, head)),
      ),
    ),
    h("tbody", {}, parts.map(statisticRow)),
  );
}

function statisticRow(part: StatisticPart): Html {
  const [name = "", value = "", interval = "", kind = ""] = part.row.cells;
  return h(
    "tr",
    { id: part.row.id },
    h("td", { ...direction(name) }, textOf(name)),
    h(
      "td",
      { class: "num nowrap", "data-head": "Value" },
      value === "not computed" ? h("span", { class: "hatched" }, value) : textOf(value),
    ),
    h(
      "td",
      { class: "nowrap", "data-head": interval === "" ? undefined : "Interval" },
      part.interval === undefined
        ? undefined
        : [intervalGlyph(part.value, part.interval), " ", textOf(interval)],
    ),
    h("td", { class: "quiet" }, textOf(kind)),
  );
}

/** A list of up to some dozens: it folds away under how many there are. */
function occasions({ head, rows }: NonNullable<FindingPart["occasions"]>): Html {
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, say("span", head)),
    table(["Began", "Accounts", "Objects"], rows, { caption: "Occasions on which members met" }),
  );
}

/** Rows, files and settings fold away: they are for a reader who repeats the run. */
function settings(part: FindingPart): Html {
  const [rows = "", hash = ""] = part.rows.cells;
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, "Rows, files and settings of the run"),
    h(
      "p",
      { class: "note", id: part.rows.id },
      textOf(rows),
      "; SHA-256 of their sorted list ",
      h("code", { class: "hash" }, hash),
    ),
    table(["", "File", "SHA-256"], part.files, { caption: "Files of the run", mono: [2] }),
    part.settings.length === 0
      ? undefined
      : table(["", "Name", "Value"], part.settings, { caption: "Parameters and counts of the run" }),
  );
}
