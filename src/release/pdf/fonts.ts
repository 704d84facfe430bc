/**
 * Fonts of the PDF: EB Garamond 400 and its italic, Inter 400 and 600; Amiri and Noto Serif SC only where
 * the text has letters of theirs. Amiri has a shape of its own for each dotted letter: where dots are drawn apart, a
 * letter is copied out of the file twice. All are under the SIL Open Font License 1.1. They bear names of ours, so a font of
 * the same name on the machine never takes their place.
 */
import { fontFile } from "../font-files.ts";
import { coverage, underFamily } from "./truetype.ts";

export const SERIF = "Plumbline Serif";
export const SANS = "Plumbline Sans";
const ARABIC = "Plumbline Arabic";
const CHINESE = "Plumbline Chinese";

interface Face {
  readonly family: string;
  readonly file: string;
  /** What calls for it; always there otherwise. */
  readonly needs?: RegExp;
}

const FACES: readonly Face[] = [
  { family: SERIF, file: "eb-garamond/EBGaramond_400Regular.ttf" },
  { family: SERIF, file: "eb-garamond/EBGaramond_400Regular_Italic.ttf" },
  { family: SANS, file: "inter/Inter_400Regular.ttf" },
  { family: SANS, file: "inter/Inter_600SemiBold.ttf" },
  {
    family: ARABIC,
    file: "amiri/Amiri_400Regular.ttf",
    needs: /\p{Script=Arabic}/u,
  },
  {
    family: CHINESE,
    file: "noto-serif-sc/NotoSerifSC_400Regular.ttf",
    needs:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u,
  },
];

interface Loaded {
  readonly blob: Buffer;
  readonly draws: ReadonlySet<number>;
}
const cache = new Map<string, Loaded>();

function load(face: Face): Loaded {
  let loaded = cache.get(face.file);
  if (loaded === undefined) {
    const font = fontFile(`pdf/${face.file}`);
    const draws = new Set<number>();
    for (const [first, last] of coverage(font)) for (let code = first; code <= last; code++) draws.add(code);
    loaded = { blob: underFamily(font, face.family), draws };
    cache.set(face.file, loaded);
  }
  return loaded;
}

export interface Fonts {
  readonly blobs: readonly Buffer[];
  /** Families in the order a character is looked up. */
  readonly serif: readonly string[];
  readonly sans: readonly string[];
  /** The family that draws the character in a figure, or none. */
  familyOf(code: number): string | undefined;
}

/** The fonts for a page with this text. */
export function fontsFor(text: string): Fonts {
  const faces = FACES.filter((face) => face.needs === undefined || face.needs.test(text));
  const others = [...new Set(faces.map((face) => face.family))].filter(
    (family) => family !== SERIF && family !== SANS,
  );
  const order = [SANS, SERIF, ...others];
  // A family draws what each of its faces draws.
  const draws = order.map((family) => faces.filter((face) => face.family === family).map(load));
  return {
    blobs: faces.map((face) => load(face).blob),
    serif: [SERIF, SANS, ...others],
    sans: order,
    familyOf: (code) => order.find((_, i) => draws[i]!.every((face) => face.draws.has(code))),
  };
}

/** Line ends, and characters without a shape of their own that steer how others are joined. */
const SHAPELESS = /[\n\p{Join_Control}\p{Variation_Selector}]/u;

/** `text` with every character that no font draws as `[U+1F600]`, so that nothing becomes an empty box. */
export function drawable(text: string, fonts: Fonts): string {
  let out = "";
  for (const unit of text) {
    const code = unit.codePointAt(0)!;
    const known = fonts.familyOf(code) !== undefined || SHAPELESS.test(unit);
    out += known ? unit : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }
  return out;
}
