// Copies the fonts that editions are set in out of the development packages into fonts/, each family with its licence:
// the packages hold ten times what is read. Every file copied is one that src/release reads.
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "fonts");
const PACKAGES = join(ROOT, "node_modules");
const SUBSETS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"];

/** Whole fonts for the PDF, by family. */
const PDF = {
  amiri: ["400Regular/Amiri_400Regular.ttf"],
  "eb-garamond": [
    "400Regular/EBGaramond_400Regular.ttf",
    "400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
  ],
  inter: ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"],
  "noto-serif-sc": ["400Regular/NotoSerifSC_400Regular.ttf"],
};

/** Subsets for the page, by family: weights and styles. */
const PAGE = { "eb-garamond": ["400-normal", "400-italic"], inter: ["400-normal", "600-normal"] };

/** Where each file comes from and goes to, beginning at `node_modules` and at `fonts`. */
function copies() {
  const pdf = Object.entries(PDF).flatMap(([family, files]) => {
    const from = join("@expo-google-fonts", family);
    const to = join("pdf", family);
    return [
      [join(from, "LICENSE_FONT"), join(to, "OFL.txt")],
      ...files.map((file) => [join(from, file), join(to, file.split("/")[1])]),
    ];
  });
  const page = Object.entries(PAGE).flatMap(([family, faces]) => {
    const from = join("@fontsource", family);
    const to = join("page", family);
    const files = SUBSETS.flatMap((subset) => faces.map((face) => `${family}-${subset}-${face}.woff2`));
    return [
      [join(from, "LICENSE"), join(to, "OFL.txt")],
      [join(from, "unicode.json"), join(to, "unicode.json")],
      ...files.map((file) => [join(from, "files", file), join(to, file)]),
    ];
  });
  return [...pdf, ...page];
}

/** Whether every font is there. */
export const haveFonts = () => copies().every(([, to]) => existsSync(join(FOLDER, to)));

/** Writes `fonts/` anew. */
export function copyFonts() {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [from, to] of copies()) {
    mkdirSync(join(FOLDER, to, ".."), { recursive: true });
    copyFileSync(join(PACKAGES, from), join(FOLDER, to));
  }
}
