/**
 * The format of the lint's corpora: one text a line; `@` sets the context of the lines below it, `#` is a comment. A hit is
 * marked in braces, as `{LINT-SCALE highly likely}`, with `?` after the code for a question, `~` for advice and nothing
 * for refused. Codes on one span are joined by `+`. `\n` stands for a line end, `\u00ad` for a character that nobody sees.
 */
import { readFileSync } from "node:fs";
import type { LintContext } from "../../src/case/index.ts";

export interface CorpusLine {
  readonly line: number;
  readonly text: string;
  readonly context: LintContext;
  /** "LINT-SCALE refused 6-19", in order. */
  readonly expected: readonly string[];
}

const MARK = /\{((?:LINT-[A-Z]+[?~]?\+?)+) ([^}]*)\}/g;
const SEVERITY: Readonly<Record<string, string>> = { "?": "question", "~": "advice" };

export function readCorpus(path: string): CorpusLine[] {
  let context: LintContext = { place: "wording" };
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, i): CorpusLine[] => {
      if (line.startsWith("@")) context = contextOf(line.slice(1).trim());
      if (line.trim() === "" || line.startsWith("#") || line.startsWith("@")) return [];
      return [{ line: i + 1, context, ...marked(unescaped(line)) }];
    });
}

const unescaped = (line: string): string =>
  line
    .replaceAll("\\n", "\n")
    .replace(/\\u([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)));

function marked(line: string): Pick<CorpusLine, "text" | "expected"> {
  const expected: string[] = [];
  let text = "";
  let at = 0;
  for (const match of line.matchAll(MARK)) {
    text += line.slice(at, match.index);
    const start = text.length;
    text += match[2]!;
    for (const code of match[1]!.split("+"))
      expected.push(
        `${code.replace(/[?~]$/, "")} ${SEVERITY[code.at(-1)!] ?? "refused"} ${start}-${text.length}`,
      );
    at = match.index + match[0].length;
  }
  return { text: text + line.slice(at), expected };
}

/** `scale=icd203/1 position=likely place=why holds=dissents effect=not-assessed own=First Desk source=the rest of the line` */
function contextOf(line: string): LintContext {
  const source = /(?:^| )source=(.*)$/.exec(line)?.[1];
  const fields = new Map(
    [...line.replace(/ ?source=.*$/, "").matchAll(/(\w+)=(\S+)/g)].map((match) => [
      match[1]!,
      match[2]!.replaceAll("_", " "),
    ]),
  );
  const scales = fields.get("scale")?.split(",");
  const position = fields.get("position");
  const effect = fields.get("effect");
  return {
    place: (fields.get("place") ?? "wording") as LintContext["place"],
    ...(scales === undefined ? {} : { scales }),
    ...(position === undefined
      ? {}
      : { positions: position.split(",").map((term) => ({ scale: scales![0]!, term })) }),
    ...(fields.get("holds") === "dissents" ? { dissent: true } : {}),
    ...(effect === undefined ? {} : { effect: effect === "assessed" ? effect : "not assessed" }),
    ...(fields.has("own") ? { own: fields.get("own")!.split(",") } : {}),
    ...(source === undefined ? {} : { sources: [source] }),
  };
}
