/** The text of a record file: parsed once, and able to say where each value stands. */
import { isMap, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document, Node, Scalar } from "yaml";
import type { z } from "zod";
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";

/** An alias counts each time it is expanded: more than this is no record file. */
const MAX_ALIASES = 100;

export type Path = readonly (string | number)[];

/** A parsed file that can say where in the text a value stands. */
export class Source {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  /** The parsed data, not checked against any schema. */
  readonly data: unknown;

  constructor(text: string, name: string) {
    this.#name = name;
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      version: "1.2",
      schema: "core",
      strict: true,
    });
    const [error] = this.#document.errors;
    if (error !== undefined) {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      const what = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "not YAML";
      throw new PlumblineError("RECORD_FILE", `${what}.`, { where: `${name}:${line}:${col}` });
    }
    try {
      this.data = this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (cause) {
      throw new PlumblineError("RECORD_FILE", "It repeats itself by aliases too often.", {
        where: name,
        cause,
      });
    }
  }

  /** `file:line:column` of the value at a path, or of the nearest thing above it that is there. */
  place(path: Path, unknownKey?: string): string {
    let offset: number | undefined;
    for (let depth = path.length; depth >= 0 && offset === undefined; depth--)
      offset = this.#offset(path.slice(0, depth), depth === path.length ? unknownKey : undefined);
    const { line, col } = this.#lines.linePos(offset ?? 0);
    return `${this.#name}:${line}:${col}`;
  }

  /** The text of a scalar as it was written, for a number where a word is meant (2016, 2). */
  written(path: Path): string | undefined {
    const node = this.#document.getIn(path, true) as Node | undefined;
    return isScalar(node) ? (node as Scalar & { source?: string }).source : undefined;
  }

  #offset(path: Path, key?: string): number | undefined {
    const node = (path.length === 0 ? this.#document.contents : this.#document.getIn(path, true)) as
      Node | undefined;
    if (key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
      if (start !== undefined) return start;
    }
    return node?.range?.[0];
  }

  refuse(path: Path, message: string, code: ErrorCode = "RECORD_FILE", hint?: string): PlumblineError {
    return new PlumblineError(code, message, {
      where: this.place(path),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** Parses `value` with `schema`; a number where text is meant is taken as it was written. */
export function check<T>(source: Source, path: Path, schema: z.ZodType<T>, value: unknown): T {
  const copy: unknown = structuredClone(value);
  let parsed = schema.safeParse(copy);
  if (!parsed.success && restoreWritten(source, path, copy, parsed.error.issues))
    parsed = schema.safeParse(copy);
  if (parsed.success) return parsed.data;
  const unknown = parsed.error.issues.find(({ code }) => code === "unrecognized_keys");
  const issue = unknown ?? deepest(parsed.error.issues);
  const unknownKey = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  throw new PlumblineError("RECORD_FILE", `${field}${plain(issue)}.`, {
    where: source.place([...path, ...(issue.path as (string | number)[])], unknownKey),
  });
}

type Issue = z.core.$ZodIssue;

/** Of a union's complaints, the one that got furthest into the value. */
function deepest(issues: readonly Issue[]): Issue {
  const [first] = issues;
  if (first?.code !== "invalid_union" || first.errors.length === 0) return first!;
  const inner = first.errors.map((list) =>
    list.map((issue) => ({ ...issue, path: [...first.path, ...issue.path] })),
  );
  const ranked = inner.map(deepest).sort((a, b) => b.path.length - a.path.length);
  return ranked[0]!.path.length > first.path.length ? ranked[0]! : first;
}

function plain(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return `“${issue.keys.join("”, “")}” is not a field here`;
  return issue.message.replace(/\.$/, "");
}

function restoreWritten(source: Source, path: Path, copy: unknown, issues: readonly Issue[]): boolean {
  let changed = false;
  for (const issue of issues) {
    const inside = issue.path as (string | number)[];
    const key = inside.at(-1);
    let holder = copy as Record<string | number, unknown> | undefined;
    for (const step of inside.slice(0, -1))
      holder = holder?.[step] as Record<string | number, unknown> | undefined;
    if (holder === undefined || key === undefined || typeof holder[key] !== "number") continue;
    const written = source.written([...path, ...inside]);
    if (written === undefined) continue;
    holder[key] = written;
    changed = true;
  }
  return changed;
}
