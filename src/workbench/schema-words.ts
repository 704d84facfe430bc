/** What does not fit a schema in words, and what to write instead: the fields and words that stand at a place, the nearest of them first. */
import type { z } from "zod";
import { insteadOf } from "../kernel/nearest.ts";
import { unended } from "../words.ts";

export type Issue = z.core.$ZodIssue;
type Steps = readonly PropertyKey[];

/** What a schema is made of, as far as this file looks into it. */
interface Inside {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
}

/** The names of the fields that an object at this path may have; of a choice, those of every form. */
function fieldsAt(schema: z.core.$ZodType, path: Steps): readonly string[] {
  const inside = schema._zod.def as Inside;
  const within = inside.innerType ?? inside.in;
  if (within !== undefined) return fieldsAt(within, path);
  if (inside.options !== undefined)
    return [...new Set(inside.options.flatMap((form) => fieldsAt(form, path)))];
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(inside.shape ?? {});
  const next = typeof step === "number" ? inside.element : inside.shape?.[String(step)];
  return next === undefined ? [] : fieldsAt(next, rest);
}

/** One thing that does not fit: where inside of the value, what, and what to write. */
interface Misfit {
  readonly path: Steps;
  readonly what: string;
  readonly hint?: string | undefined;
  /** The name of a field that is not one here. */
  readonly unknownKey?: string;
}

/** Everything that an issue says of a value, in plain words. @param more fields that belong to the whole beside the schema's own */
export function misfits(
  issue: Issue,
  schema: z.core.$ZodType,
  value: unknown,
  more: readonly string[] = [],
): Misfit[] {
  return inner(issue).flatMap((found): Misfit[] => {
    const { path } = found;
    if (found.code === "unrecognized_keys") {
      const known = [...fieldsAt(schema, path), ...(path.length === 0 ? more : [])];
      return found.keys.map((key) => ({
        path,
        unknownKey: key,
        what: `“${key}” is not a field here`,
        hint: known.length === 0 ? undefined : insteadOf(key, known, "Fields here"),
      }));
    }
    const given = at(value, path);
    if (given === undefined) return [{ path, what: "it is missing", hint: missingHint(found) }];
    const words = wordsOf(found);
    const said = asWritten(given);
    if (words.length === 0 || said === undefined) return [{ path, ...formOf(found, said) }];
    const fields = takesFields(found) ? ` Or give ${fieldsAt(schema, path).join(", ")}.` : "";
    const hint = `${insteadOf(said, words, "Write one of")}${fields}`;
    return [{ path, what: `“${said}” is none of the words here`, hint }];
  });
}

/** What to write for a value of the wrong kind. */
const KINDS: Readonly<Partial<Record<string, string>>> = {
  array: "a list, in square brackets",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  object: "fields with their values",
  string: "text, in quotes where it looks like something else",
};

/** A scalar of YAML as a word. */
const asWritten = (given: unknown): string | undefined =>
  typeof given === "string" || typeof given === "number" || typeof given === "boolean"
    ? String(given)
    : undefined;

function formOf(issue: Issue, said: string | undefined): Pick<Misfit, "what" | "hint"> {
  const message = unended(issue.message);
  if (issue.code === "invalid_type" && KINDS[issue.expected] !== undefined)
    return { what: "it is of another kind", hint: `Write ${KINDS[issue.expected]!}.` };
  // The messages of our own patterns say what fits: "a key such as J1".
  if (issue.code !== "invalid_format" || said === undefined || message.startsWith("Invalid"))
    return { what: message };
  return { what: `“${said.slice(0, 80)}” does not fit`, hint: `Write ${message}.` };
}

const takesFields = (issue: Issue): boolean =>
  issue.code === "invalid_union" &&
  issue.errors.some((form) => form.some((one) => one.code === "invalid_type" && one.expected === "object"));

function missingHint(issue: Issue): string {
  const words = wordsOf(issue);
  return `Add \`${String(issue.path.at(-1))}\`${words.length === 0 ? "" : `, one of: ${words.join(", ")}`}.`;
}

function at(value: unknown, path: Steps): unknown {
  let found = value;
  for (const step of path)
    found = (found as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[step];
  return found;
}

/** Of a choice of forms, the issues of the form that the value comes nearest to; the choice itself where it has none of the forms. */
function inner(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const forms = issue.errors.filter((form) =>
    form.every((one) => one.path.length > 0 || isUnknownField(one)),
  );
  const [first] = forms.toSorted((a, b) => weight(a) - weight(b));
  if (first === undefined) return [issue];
  return first
    .toSorted((a, b) => Number(isUnknownField(b)) - Number(isUnknownField(a)))
    .flatMap((one) => inner({ ...one, path: [...issue.path, ...one.path] }));
}

const weight = (form: readonly Issue[]): number =>
  form.reduce((sum, one) => sum + (one.code === "unrecognized_keys" ? one.keys.length : 1), 0);

export const isUnknownField = ({ code }: Issue): boolean => code === "unrecognized_keys";

/** The words that may stand there: of a choice of forms, those of every form that is a word. */
function wordsOf(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code !== "invalid_union") return [];
  if (issue.discriminator !== undefined && "options" in issue)
    return (issue.options as readonly unknown[]).map(String);
  return issue.errors.flatMap(([first]) => (first?.path.length === 0 ? wordsOf(first) : []));
}
