import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sampleView } from "../../../test/support/sample-view.ts";
import { buildDocument } from "../document.ts";
import { printBlocks } from "../print/print.ts";
import { renderPage } from "./page.ts";

interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

interface TextNode {
  readonly text: string;
  /** The elements it stands in, outermost first. */
  readonly inside: readonly Element[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);

/** A strict reader of the page: throws where tags do not nest, or an attribute is not quoted. */
function read(html: string): { readonly elements: readonly Element[]; readonly texts: readonly TextNode[] } {
  const elements: Element[] = [];
  const texts: TextNode[] = [];
  const open: Element[] = [];
  const pattern = /<!doctype html>|<style>[^]*?<\/style>|<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>|([^<]+)/gi;
  let at = 0;
  for (const match of html.matchAll(pattern)) {
    if (match.index !== at) throw new Error(`unread markup: ${html.slice(at, at + 40)}`);
    at = match.index + match[0].length;
    const [, slash, tag, attributes, text] = match;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`bare ampersand: ${text}`);
      for (const element of open) element.text += decode(text);
      texts.push({ text: decode(text), inside: [...open] });
    } else if (tag === undefined) continue;
    else if (slash === "/") {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> does not close what is open`);
    } else {
      const pairs = [...attributes!.matchAll(/\s([a-zA-Z-]+)(?:="([^"]*)")?/g)];
      if (pairs.map((pair) => pair[0]).join("") !== attributes)
        throw new Error(`attributes of ${tag}: ${attributes}`);
      const element = {
        tag,
        attributes: new Map(pairs.map((pair) => [pair[1]!, decode(pair[2] ?? "")])),
        text: "",
      };
      elements.push(element);
      if (!["meta", "br"].includes(tag)) open.push(element);
    }
  }
  if (at !== html.length || open.length > 0) throw new Error("the page ends in the middle");
  return { elements, texts };
}

const HOSTILE =
  ' "\'<b onclick="x">&amp;</style><script>alert(1)</script> \u202Eevil\u202C مرحبا 漢字 Привет ' +
  "x".repeat(200);
const CASES = [
  ["plain", sampleView()],
  ["hostile", sampleView({ text: (text) => text + HOSTILE })],
  ["without findings", { ...sampleView(), findings: [], blocks: [] }],
] as const;

describe.each(CASES)("the page of a %s view", (_, view) => {
  const document = buildDocument(view, { software: "plumbline test" });
  const html = renderPage(document);
  const { elements, texts } = read(html);
  const byId = new Map(
    elements
      .filter((element) => element.attributes.has("id"))
      .map((element) => [element.attributes.get("id")!, element]),
  );

  it("shows of a finding its sentence and figures, and folds the rest away", () => {
    const shown = texts.filter(
      ({ inside }) =>
        inside.some(({ attributes }) => attributes.get("class") === "finding") &&
        !inside.some(({ tag }) => tag === "details"),
    );
    const outside = shown.flatMap(({ inside }) =>
      inside.flatMap(({ attributes }) => attributes.get("id") ?? []),
    );
    const folded = document.findings.flatMap(({ statistics, explanations, refutedBy, comparison, rows }) => [
      ...statistics.map(({ row }) => row.id),
      ...[...explanations, ...refutedBy, ...comparison, rows].map(({ id }) => id),
    ]);
    const open = document.findings.flatMap(({ sentences, figures }) => [
      ...sentences.map(({ id }) => id),
      ...figures.flatMap(({ name, caption, source }) => [name.id, caption.id, source.id]),
    ]);
    expect(outside.filter((id) => folded.includes(id))).toEqual([]);
    expect(open.filter((id) => !outside.includes(id))).toEqual([]);
  });

  it("numbers the figures in their order, and says of each where a copy of it comes from", () => {
    const figures = [
      ...document.findings.flatMap((finding) => finding.figures),
      ...(document.eventsFigure === undefined ? [] : [document.eventsFigure]),
    ];
    const of = (kind: string) =>
      figures.filter(({ name }) => name.text.startsWith(kind)).map(({ name }) => name.text);
    for (const kind of ["Figure", "Table"])
      expect(of(kind)).toEqual(of(kind).map((_, i) => `${kind} ${i + 1}`));
    expect(of("Figure").length + of("Table").length).toBe(figures.length);
    for (const { source } of figures) expect(source.text).toContain(`TLP:${document.tlp}`);
    const [titled] = figures.filter(({ title }) => title !== undefined);
    expect(titled?.title?.text.startsWith("Two groups, one schedule")).toBe(
      view.blocks.some((block) => block.block === "finding" && block.figures !== undefined)
        ? true
        : undefined,
    );
  });

  it("lists its contents once, and every entry leads somewhere", () => {
    const entries = elements.filter(
      ({ tag, attributes }) => tag === "a" && attributes.get("href")?.startsWith("#") === true,
    );
    expect(entries.length).toBeGreaterThan(5);
    expect(
      entries.map(({ attributes }) => attributes.get("href")!.slice(1)).filter((id) => !byId.has(id)),
    ).toEqual([]);
  });

  it("has no script, no style attribute, no handler, no address outside", () => {
    expect(
      elements.filter((element) =>
        ["script", "iframe", "object", "link", "img", "base", "form"].includes(element.tag),
      ),
    ).toEqual([]);
    const names = new Set(elements.flatMap((element) => [...element.attributes.keys()]));
    expect([...names].filter((name) => name === "style" || name.startsWith("on") || name === "src")).toEqual(
      [],
    );
    const hrefs = elements
      .map((element) => element.attributes.get("href"))
      .filter((href) => href !== undefined);
    expect(hrefs.filter((href) => !href.startsWith("#"))).toEqual([]);
    expect(html.match(/url\((?!data:font\/woff2;base64,|#hatch\))/g)).toBeNull();
  });

  it("allows its one style by hash and nothing else", () => {
    const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)];
    expect(styles.length).toBe(1);
    const hash = createHash("sha256").update(styles[0]![1]!).digest("base64");
    const policy = elements.find(
      (element) => element.attributes.get("http-equiv") === "Content-Security-Policy",
    )!;
    expect(policy.attributes.get("content")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
  });

  it("prints every sentence of the document, word for word", () => {
    const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
    const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const flat = (text: string): string =>
      squeeze(text)
        .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(superscripts.indexOf(digit)))
        .replaceAll("⁻", "−");
    const missing = document.sentences.filter((sentence) => {
      const element = byId.get(sentence.id);
      if (element === undefined) return true;
      const shown = flat(`${element.text} ${element.attributes.get("aria-label") ?? ""}`);
      return !sentence.text.split("; ").every((piece) => shown.includes(flat(piece)));
    });
    expect(missing.map((sentence) => sentence.id)).toEqual([]);
  });

  it("prints no number about the case outside a sentence", () => {
    const ids = new Set(document.sentences.map((sentence) => sentence.id));
    // labels (J1, F2) and addresses (run_…#f1) name records; what a figure draws is under its accessible sentence
    const loose = texts.filter(
      ({ text, inside }) =>
        /\d/.test(text) &&
        inside.some((element) => element.tag === "body") &&
        !inside.some((element) => ids.has(element.attributes.get("id") ?? "")) &&
        !inside.some((element) =>
          ["ref", "tlp"].some((name) => element.attributes.get("class")?.split(" ").includes(name)),
        ) &&
        !/^[JFQ]\d+ ?$/.test(text) &&
        !/^(run|qst)_\w+#[a-z]\d+$/.test(text),
    );
    // a hash in the plumb line stands beside the sentence that names its file
    expect(
      loose
        .filter(({ text }) => !/^[0-9a-f]{64}$/.test(text) && !/^SHA-256( not recorded)? ?$/.test(text))
        .map(({ text }) => text),
    ).toEqual([]);
  });

  it("gives each id once, and every link a target", () => {
    const all = elements.map((element) => element.attributes.get("id")).filter((id) => id !== undefined);
    expect(new Set(all).size).toBe(all.length);
    const targets = elements
      .map((element) => element.attributes.get("href")?.slice(1))
      .filter((href) => href !== undefined);
    expect(targets.filter((target) => !byId.has(target))).toEqual([]);
  });

  it("puts the marking first, the judgments before all else, and the confidence after the wording", () => {
    const order = [
      "marking",
      "title",
      "organisations",
      "judgments",
      "J1.wording",
      "J1.held1.statement",
      "J2.held2.words",
      "J2.held3.source",
      "reading",
      "under",
    ];
    const places = order.map((id) => html.indexOf(`id="${id}"`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("begins with the authors’ words where their order does, and says nothing else for it", () => {
    const view = sampleView();
    const isText = ({ block }: (typeof view.blocks)[number]) => block === "text";
    const blocks = [...view.blocks.filter(isText), ...view.blocks.filter((block) => !isText(block))];
    expect(blocks.filter(isText).length).toBeGreaterThan(0);
    const turned = renderPage(buildDocument({ ...view, blocks }));
    const places = ["title", "texts", "judgments", "reading", "under"].map((id) =>
      turned.indexOf(`id="${id}"`),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(turned.match(/<section id="texts"/g)).toHaveLength(1);
    const titles = printBlocks(buildDocument({ ...view, blocks })).flatMap((block) =>
      block.kind === "heading" && block.level === 1 ? block.spans.map(({ text }) => text) : [],
    );
    expect(titles.slice(0, 2)).toEqual(["In the authors’ words", "Key judgments"]);
  });

  it("names every picture in a sentence, and draws no text below 12 px", () => {
    for (const element of elements.filter((candidate) => candidate.attributes.get("role") === "img"))
      expect(element.attributes.get("aria-label")).toMatch(/\w/);
    expect(elements.filter((element) => element.attributes.has("font-size"))).toEqual([]);
  });
});

it("embeds a subset of the fonts only where the text calls for it", () => {
  const faces = (text: string): number =>
    renderPage(buildDocument(sampleView({ text: (given) => given + text }))).split("@font-face").length - 1;
  expect([faces(""), faces(" Привет"), faces(" Łódź"), faces(" αβγ")]).toEqual([4, 8, 8, 8]);
});
