/** Parameters of a detector as people give them: words of a command line, fields of a form, values of a program. */
import { PlumblineError } from "../errors.ts";
import type { Descriptor, Parameter, Parameters } from "./detector.ts";

/**
 * Every parameter of the descriptor with a checked value, defaults filled in. Numbers and flags may come as text.
 * @throws PlumblineError PARAMETER for an unknown name, a wrong kind or a value out of bounds.
 */
export function parseParameters(descriptor: Descriptor, raw: Readonly<Record<string, unknown>>): Parameters {
  const known = new Map(descriptor.parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of Object.keys(raw)) {
    if (known.has(name)) continue;
    throw new PlumblineError("PARAMETER", `${descriptor.id} has no parameter "${name}".`, {
      hint: `It takes ${[...known.keys()].join(", ")}.`,
    });
  }
  const parsed: Record<string, string | number | boolean> = {};
  for (const parameter of descriptor.parameters) {
    const given = Object.hasOwn(raw, parameter.name) ? raw[parameter.name] : undefined;
    parsed[parameter.name] = given === undefined ? parameter.default : parseOne(parameter, given);
  }
  return Object.freeze(parsed);
}

function parseOne(parameter: Parameter, given: unknown): string | number | boolean {
  switch (parameter.kind) {
    case "integer":
    case "number":
      return parseNumber(parameter, given);
    case "flag":
      if (given === true || given === "true" || given === "yes") return true;
      if (given === false || given === "false" || given === "no") return false;
      throw refused(parameter, given, "is yes or no");
    case "choice":
      if (typeof given === "string" && parameter.choices?.includes(given) === true) return given;
      throw refused(parameter, given, `is one of ${parameter.choices?.join(", ")}`);
    case "text":
      // One that is empty unless it is given may be given as empty.
      if (
        typeof given === "string" &&
        given.length <= 200 &&
        (given.trim() !== "" || parameter.default === "")
      )
        return given.trim();
      throw refused(parameter, given, "is a text of 1 to 200 characters");
    case "list":
      return parseList(parameter, given);
    case "input":
      if (typeof given === "string" && given.length <= MAX_INPUT) return given.trim();
      throw refused(parameter, given, `is a text of at most ${MAX_INPUT} characters`);
  }
}

const MAX_ENTRIES = 100_000;
/** Characters of a text that names inputs; as many names of accounts as a command line can hold. */
const MAX_INPUT = 100_000;

/** Entries trimmed, in order, each once, one a line: the same list gives the same parameters. */
function parseList(parameter: Parameter, given: unknown): string {
  const entries = Array.isArray(given) ? given : typeof given === "string" ? split(given) : [undefined];
  if (entries.length > MAX_ENTRIES || !entries.every((entry) => typeof entry === "string"))
    throw refused(parameter, given, `is a list of at most ${MAX_ENTRIES} entries`);
  const cleaned = entries
    .map((entry) => entry.trim().replaceAll(/\s+/g, " "))
    .filter((entry) => entry !== "");
  return [...new Set(cleaned)].sort().join("\n");
}

const split = (text: string): string[] => text.split(/[\r\n]/.test(text) ? /[\r\n]+/ : ",");

/** Entries of a parsed list. */
export function listEntries(value: string | number | boolean | undefined): string[] {
  return typeof value === "string" && value !== "" ? value.split("\n") : [];
}

/** Names every finding and candidate that stands and has accounts, as far as its reader sees them. */
export const EVERY_FLAGGED = "flagged";

/** The findings that a group is named by, as `RUN#f1` or several between commas; undefined for what is named otherwise. */
export function findingsNamed(text: string): readonly string[] | undefined {
  const entries = text.split(",").map((entry) => entry.trim());
  return entries.every((entry) => /^[^\s,]+#f\d+$/.test(entry)) ? entries : undefined;
}

function parseNumber(parameter: Parameter, given: unknown): number {
  const { kind, min = -Infinity, max = Infinity, unit } = parameter;
  const value =
    typeof given === "string" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(given.trim())
      ? Number(given)
      : given;
  const what = kind === "integer" ? "a whole number" : "a number";
  if (
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= min &&
    value <= max &&
    (kind === "number" || Number.isInteger(value))
  ) {
    return value;
  }
  const bounds = Number.isFinite(min) && Number.isFinite(max) ? ` from ${min} to ${max}` : "";
  throw refused(parameter, given, `is ${what}${bounds}${unit === undefined ? "" : ` (${unit})`}`);
}

function refused(parameter: Parameter, given: unknown, rule: string): PlumblineError {
  const shown = typeof given === "string" ? `"${given.slice(0, 40)}"` : String(given).slice(0, 40);
  return new PlumblineError("PARAMETER", `${parameter.name} ${rule}; ${shown} is not.`);
}
