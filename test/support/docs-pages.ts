/** The pages of the documentation, taken apart: prose, fenced blocks, the calls in them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

export const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  ...filesUnder("docs", ".md"),
  ...filesUnder("examples", ".md"),
] as const;

export interface Fence {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** A page in two parts: fenced blocks, and the prose with a blank line for each line of a block. */
export function parts(path: string): {
  readonly fences: readonly Fence[];
  readonly prose: readonly string[];
} {
  const fences: Fence[] = [];
  const prose: string[] = [];
  let open: { mark: string; indent: number; language: string; line: number; lines: string[] } | undefined;
  for (const [i, line] of read(path).split("\n").entries()) {
    const fence = /^( *)(```+)\s*(\w*)/.exec(line);
    if (open === undefined && fence !== null) {
      open = { mark: fence[2]!, indent: fence[1]!.length, language: fence[3]!, line: i + 1, lines: [] };
      prose.push("");
    } else if (open !== undefined) {
      if (line.trim() === open.mark) {
        fences.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
        open = undefined;
      } else open.lines.push(line.slice(open.indent));
      prose.push("");
    } else prose.push(line);
  }
  if (open !== undefined) throw new Error(`${path}:${open.line} begins a block that does not end.`);
  return { fences, prose };
}

/** Words of a shell line: quotes kept together, a comment left out. */
export function shellWords(line: string): string[] {
  const words = line.match(/'[^']*'|"[^"]*"|#.*$|[^\s'"]+(?:'[^']*'|"[^"]*"|[^\s'"])*/g) ?? [];
  const end = words.findIndex((word) => word.startsWith("#"));
  return (end < 0 ? words : words.slice(0, end)).map((word) => word.replaceAll(/['"]/g, ""));
}

const CALL = /(?:^\s*(?:\$ )?|Next: |with: )(?:node bin\/plumbline\.mjs|plumbline) (?<words>.+)$/;
const START = /^\s*(?:\$ )?npm start(?: --)?(?<words>( .+)?)$/;

export function callsOf(fence: Fence): string[][] {
  return fence.text.split("\n").flatMap((line) => {
    const call = CALL.exec(line)?.groups?.["words"];
    if (call !== undefined) return [shellWords(call)];
    const start = START.exec(line)?.groups?.["words"];
    return start === undefined ? [] : [["start", ...shellWords(start)]];
  });
}
