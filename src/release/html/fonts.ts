/**
 * Fonts of the page, embedded as base64 so that it needs no network: EB Garamond 400 and its italic, Inter 400 and
 * 600, in the latin subset, and further subsets only where the text has characters of theirs. Both fonts are under
 * the SIL Open Font License 1.1.
 */
import { fontFile } from "../font-files.ts";

interface Face {
  readonly family: string;
  readonly folder: "eb-garamond" | "inter";
  readonly weight: 400 | 600;
  readonly style: "normal" | "italic";
}

const FACES: readonly Face[] = [
  { family: "EB Garamond", folder: "eb-garamond", weight: 400, style: "normal" },
  { family: "EB Garamond", folder: "eb-garamond", weight: 400, style: "italic" },
  { family: "Inter", folder: "inter", weight: 400, style: "normal" },
  { family: "Inter", folder: "inter", weight: 600, style: "normal" },
];

/** Subsets in the order a character is looked up, with the letters that call for each. */
const SUBSETS: readonly { readonly name: string; readonly needs: RegExp | undefined }[] = [
  { name: "latin", needs: undefined },
  { name: "latin-ext", needs: /[\u0100-\u0130\u0132-\u0151\u0154-\u02af\u1e00-\u1eff]/ },
  { name: "cyrillic", needs: /[\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116]/ },
  { name: "cyrillic-ext", needs: /[\u0460-\u048f\u0492-\u04af\u04b2-\u052f\u1c80-\u1c8a]/ },
  { name: "greek", needs: /[\u0370-\u03ff]/ },
];

/** `@font-face` rules for a page with this text. */
export function fontFaces(text: string): string {
  return SUBSETS.filter((subset) => subset.needs === undefined || subset.needs.test(text))
    .flatMap((subset) => FACES.map((face) => fontFace(face, subset.name)))
    .join("");
}

const cache = new Map<string, string>();

function fontFace(face: Face, subset: string): string {
  const file = `${face.folder}-${subset}-${face.weight}-${face.style}.woff2`;
  let rule = cache.get(file);
  if (rule === undefined) {
    const data = fontFile(`page/${face.folder}/${file}`).toString("base64");
    rule =
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};font-display:block;` +
      `unicode-range:${unicodeRange(face.folder, subset)};src:url(data:font/woff2;base64,${data}) format("woff2");}`;
    cache.set(file, rule);
  }
  return rule;
}

function unicodeRange(folder: Face["folder"], subset: string): string {
  const ranges = JSON.parse(fontFile(`page/${folder}/unicode.json`).toString("utf8")) as Record<
    string,
    string
  >;
  return ranges[subset]!;
}
