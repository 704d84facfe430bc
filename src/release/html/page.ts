/** The page: one self-contained file, no network, no script. What stands on it comes from the document alone. */
import { createHash } from "node:crypto";
import type { Document } from "../document/types.ts";
import { fontFaces } from "./fonts.ts";
import { figureHtml } from "./figure.ts";
import { findingHtml } from "./findings.ts";
import { hatchPattern } from "../drawing/glyphs.ts";
import { keyJudgment } from "./judgment.ts";
import { claimHtml, eventsTable, questionHtml, sourceHtml, textHtml } from "./ledger.ts";
import { paragraph, say, table } from "./say.ts";
import { printMarking, STYLES } from "./style.ts";
import { fragment, h } from "../drawing/tags.ts";
import type { Child, Html } from "../drawing/tags.ts";
import { gapsTable, underJudgment } from "./under.ts";

/** The language of the words around what was imported. */
const PAGE_LANGUAGE = "en";

/** The section of the authored texts. */
const TEXTS = "texts";

/** The whole file as text. */
export function renderPage(document: Document): string {
  const body = pageBody(document);
  const style = `${fontFaces(body.html)}${STYLES}${printMarking(document.tlp)}`;
  const hash = createHash("sha256").update(style, "utf8").digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
  const head = fragment(
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("meta", { name: "generator", content: document.made.text }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", {}, document.title.text),
    { html: `<style>${style}</style>` },
  );
  return `<!doctype html>\n<html lang="${PAGE_LANGUAGE}">\n<head>${head.html}</head>\n${body.html}\n</html>\n`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: readonly Child[];
}

function pageBody(document: Document): Html {
  const sections = sectionsOf(document).filter((section) => section.body.length > 0);
  const first = sections.filter(({ id }) => document.textsFirst && id === TEXTS);
  return h(
    "body",
    {},
    hatchPattern(),
    h("a", { class: "skip", href: "#judgments" }, "Skip to the key judgments"),
    h(
      "main",
      { class: "page" },
      masthead(document),
      first.map((part) => section(part.id, part.title, part.body)),
      section("judgments", "Key judgments", keyJudgments(document)),
      section("reading", "How to read this page", [
        paragraph(document.reading, { class: "note" }),
        contents(document, [
          ...first,
          { id: "judgments", title: "Key judgments" },
          { id: "reading", title: "How to read this page" },
          ...sections.filter((part) => !first.includes(part)),
        ]),
      ]),
      sections.filter((part) => !first.includes(part)).map((part) => section(part.id, part.title, part.body)),
      footer(document),
    ),
    h("a", { class: "to-contents", href: "#contents" }, "Contents"),
  );
}

function section(id: string, title: string, body: readonly Child[]): Html {
  return h("section", { id, class: "part", "aria-label": title }, h("h2", {}, title), body);
}

function tlpLabel(document: Document): Html {
  return h("span", { class: `tlp ${document.tlp.toLowerCase().replace("+", "-")}` }, `TLP:${document.tlp}`);
}

function masthead(document: Document): Html {
  return h(
    "header",
    { class: "mast" },
    h("p", { class: "banner", id: document.marking.id }, tlpLabel(document)),
    document.classification === undefined
      ? undefined
      : say("p", document.classification, { class: "class-line" }),
    document.subtitle === undefined ? undefined : say("p", document.subtitle, { class: "series" }),
    say("h1", document.title, { lang: document.language === PAGE_LANGUAGE ? undefined : document.language }),
    document.notice.length === 0 ? undefined : paragraph(document.notice, { class: "notice" }),
    h(
      "dl",
      { class: "facts" },
      document.facts.map((fact) => [h("dt", {}, fact.term), say("dd", fact.sentence)]),
    ),
  );
}

function keyJudgments(document: Document): Child[] {
  if (document.noJudgment !== undefined) return [say("p", document.noJudgment, { class: "note" })];
  return document.judgments.flatMap((judgment) => [
    judgment.heading === undefined ? undefined : say("h3", judgment.heading, { class: "lead" }),
    keyJudgment(judgment, PAGE_LANGUAGE),
  ]);
}

/** Where there is room it stands beside the text and stays in sight; elsewhere a link to it does. */
function contents(document: Document, sections: readonly Pick<Section, "id" | "title">[]): Html {
  const places = (parts: readonly { readonly label: string }[]): Html =>
    h(
      "span",
      { class: "places" },
      parts.map(({ label }) => [" ", h("a", { href: `#${label}` }, label)]),
    );
  const within: Readonly<Record<string, Html>> = {
    judgments: places(document.judgments),
    questions: places(document.questions),
    findings: places(document.findings),
  };
  return h(
    "nav",
    { class: "contents", id: "contents", "aria-label": "Contents" },
    h(
      "ul",
      {},
      sections.map(({ id, title }) => h("li", {}, h("a", { href: `#${id}` }, title), within[id])),
    ),
  );
}

function sectionsOf(document: Document): Section[] {
  return [
    { id: "under", title: "Under each judgment", body: document.judgments.map(underJudgment) },
    { id: TEXTS, title: "In the authors’ words", body: document.texts.map(textHtml) },
    { id: "questions", title: "Questions and rival hypotheses", body: document.questions.map(questionHtml) },
    { id: "findings", title: "Findings", body: document.findings.map(findingHtml) },
    { id: "events", title: "Events", body: eventsBody(document) },
    {
      id: "claims",
      title: "Claims and denials",
      body:
        document.claims.length === 0 ? [] : [h("ul", { class: "claims" }, document.claims.map(claimHtml))],
    },
    {
      id: "sources",
      title: "Sources",
      body:
        document.sources.length === 0
          ? []
          : [h("ul", { class: "sources" }, document.sources.map(sourceHtml))],
    },
    { id: "method", title: "Method and limits", body: methodBody(document) },
    {
      id: "premises",
      title: "Assumptions, gaps and indicators",
      body: document.premises.map((group) =>
        h(
          "div",
          { class: "block" },
          h("h3", {}, group.title),
          table(["What", "Due", "About"], group.rows, { caption: group.title }),
        ),
      ),
    },
    { id: "check", title: "How to check this edition", body: checkBody(document) },
  ];
}

function eventsBody(document: Document): Child[] {
  if (document.events.length === 0) return [];
  return [
    document.eventsFigure === undefined ? undefined : figureHtml(document.eventsFigure),
    eventsTable(document.events),
  ];
}

function methodBody(document: Document): Child[] {
  return [
    ...document.method.map((part) =>
      h(
        "div",
        { class: "block" },
        h("h3", {}, part.title),
        part.sentences.map((sentence) => say("p", sentence, { class: "note" })),
      ),
    ),
    document.gaps.length === 0 ? undefined : gapsTable(document.gaps),
  ];
}

function checkBody(document: Document): Child[] {
  return [
    h("p", { class: "note" }, "With this folder in hand, and Plumbline installed:"),
    h("pre", {}, h("code", {}, document.command)),
    document.check.map((sentence) => say("p", sentence, { class: "note" })),
    h(
      "p",
      { class: "note" },
      "View root ",
      h("code", { class: "hash", id: document.viewRoot.id }, document.viewRoot.text),
    ),
  ];
}

function footer(document: Document): Html {
  return h(
    "footer",
    {},
    h("p", {}, say("span", document.foot), " ", say("span", document.made)),
    tlpLabel(document),
  );
}
