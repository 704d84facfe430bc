/** Figures as files: the picture, its caption and where it comes from stay together. */
import type { FindingView } from "../../../views/edition.ts";

const SVG = "http://www.w3.org/2000/svg";
const COPIED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "fill-opacity",
  "font-size",
  "font-weight",
  "text-anchor",
];
const LINE_HEIGHT = 15;
/** Pixels of a picture for one of the page. */
const SCALE = 2;

/** Lines under a figure in its file: finding, detector, parameters, hashes. Everything needed to make it again. */
export function provenance({
  ref,
  detector,
  version,
  seed,
  at,
  parameters,
  output,
  inputs,
}: FindingView): string[] {
  return [
    `${ref}, ${detector} ${version}, seed ${seed}, run ${at}`,
    `Parameters: ${JSON.stringify(parameters)}`,
    `Full result: ${output === undefined ? "not named in this view" : `SHA-256 ${output.sha256}`}`,
    ...inputs.map(({ sha256 }) => `Input: SHA-256 ${sha256}`),
  ];
}

/** A copy that needs no style sheet and shows no choice of the page, with its caption and provenance under the drawing. */
export function standalone(drawing: SVGSVGElement, caption: string, lines: readonly string[]): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  for (const [at, element] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(originals[at]!);
    for (const name of COPIED) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
  }
  for (const element of copy.querySelectorAll("[data-page-only]")) element.remove();
  const { width, height } = drawing.viewBox.baseVal;
  return withFoot(copy, { width, height, caption, lines });
}

/** The drawing on the ground of the page, with caption and lines under it, as the text of a file. */
export function withFoot(
  drawing: SVGSVGElement,
  {
    width,
    height,
    caption,
    lines,
  }: {
    readonly width: number;
    readonly height: number;
    readonly caption: string;
    readonly lines: readonly string[];
  },
): string {
  const foot = [caption, ...lines].flatMap((line) => wrap(line, width));
  const total = height + 12 + foot.length * LINE_HEIGHT;
  const { color, backgroundColor } = getComputedStyle(document.body);
  const attributes = {
    viewBox: `0 0 ${width} ${total}`,
    width,
    height: total,
    "font-family": "Inter, Helvetica, Arial, sans-serif",
    "font-size": 12,
  };
  for (const [name, value] of Object.entries(attributes)) drawing.setAttribute(name, String(value));
  drawing.prepend(
    element("title", {}, caption),
    element("desc", {}, lines.join("\n")),
    element("rect", { width, height: total, fill: backgroundColor }),
  );
  for (const [at, line] of foot.entries())
    drawing.append(
      element("text", { x: 0, y: height + 20 + at * LINE_HEIGHT, fill: color, "font-size": 10 }, line),
    );
  return new XMLSerializer().serializeToString(drawing);
}

/** An element of a drawing. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** Lines of about the width of the drawing, at 5.4 pixels a character. */
function wrap(text: string, width: number): string[] {
  const most = Math.max(30, Math.floor(width / 5.4));
  const lines = [""];
  for (const word of text.split(" ").flatMap((one) => one.match(new RegExp(`.{1,${most}}`, "gu")) ?? []))
    if (lines.at(-1) === "") lines[lines.length - 1] = word;
    else if (`${lines.at(-1)} ${word}`.length <= most) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  return lines;
}

export function saveSvg(source: string, name: string): void {
  download(new Blob([source], { type: "image/svg+xml" }), `${name}.svg`);
}

/** @throws if the browser cannot draw it, which is for the caller to show. */
export async function savePng(source: string, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("The picture is too large for this browser.");
  download(blob, `${name}.png`);
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
