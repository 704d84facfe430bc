/** The text of a record file: parsed once, and able to say where each value stands. */
import { isMap, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document, Node, Scalar, YAMLParseError } from "yaml";
import type { z } from "zod";
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import { isUnknownField, misfits } from "./schema-words.ts";
import type { Issue } from "./schema-words.ts";

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
    const errors = independent(this.#document.errors).map((error) => {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      const what = whatIsWrong(error);
      return new PlumblineError("RECORD_FILE", `${what}.`, { where: `${name}:${line}:${col}` });
    });
    if (errors.length > 0) throw PlumblineError.together(errors);
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

function whatIsWrong({ code, message }: YAMLParseError): string {
  if (code === "RESOURCE_EXHAUSTION") return "It is nested too deeply";
  return message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "not YAML";
}

/** In order of the text: every name that stands twice, and the first place that is no YAML. What follows that one comes of it. */
function independent(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const ordered = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = ordered.findIndex(({ code }) => code !== "DUPLICATE_KEY");
  return first < 0 ? ordered : ordered.slice(0, first + 1);
}

/** What came of holding a value to a schema: the value, or everything that does not fit. */
export type Checked<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly errors: readonly PlumblineError[] };

/**
 * Parses `value` with `schema`; a number where text is meant is taken as it was written.
 * @param place the path in the file of a path in the value
 * @param more fields that stand beside those of the schema
 */
export function check<T>(
  source: Source,
  place: (inside: Path) => Path,
  schema: z.ZodType<T>,
  value: unknown,
  more: readonly string[] = [],
): Checked<T> {
  const copy: unknown = structuredClone(value);
  let parsed = schema.safeParse(copy);
  if (!parsed.success && restoreWritten(source, place, copy, parsed.error.issues))
    parsed = schema.safeParse(copy);
  if (parsed.success) return { ok: true, data: parsed.data };
  const { issues } = parsed.error;
  // A field that is unknown is often the one that is missed: it goes first.
  const ordered = [...issues.filter(isUnknownField), ...issues.filter((issue) => !isUnknownField(issue))];
  const errors = ordered
    .flatMap((issue) => misfits(issue, schema, copy, more))
    .map(({ path, what, hint, unknownKey }) => {
      const inside = path as (string | number)[];
      const field = inside.length > 0 ? `${inside.join(".")}: ` : "";
      return new PlumblineError("RECORD_FILE", `${field}${what}.`, {
        where: source.place(place(inside), unknownKey),
        ...(hint === undefined ? {} : { hint }),
      });
    });
  return { ok: false, errors };
}

function restoreWritten(
  source: Source,
  place: (inside: Path) => Path,
  copy: unknown,
  issues: readonly Issue[],
): boolean {
  let changed = false;
  for (const issue of issues) {
    const inside = issue.path as (string | number)[];
    const key = inside.at(-1);
    let holder = copy as Record<string | number, unknown> | undefined;
    for (const step of inside.slice(0, -1))
      holder = holder?.[step] as Record<string | number, unknown> | undefined;
    if (holder === undefined || key === undefined || typeof holder[key] !== "number") continue;
    const written = source.written(place(inside));
    if (written === undefined) continue;
    holder[key] = written;
    changed = true;
  }
  return changed;
}
