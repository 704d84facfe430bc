/**
 * Parameters as a Run may record them. A Run can be shown to more readers than the posts, and what was asked may name accounts or quote
 * posts: of a list, and of a group that was given by names, it records the number of entries, and of a value that may name an
 * account that there was one. The output, which is marked for itself and in no edition, holds what was left out.
 */
import { counted } from "../words.ts";
import type { Descriptor, DetectorSource, Parameters } from "./detector.ts";
import type { Given } from "./given.ts";
import { EVERY_FLAGGED, findingsNamed, listEntries } from "./parameters.ts";
import type { DetectorOutput, ResultTable } from "./result.ts";
import { accountsAmong, mayNameAccount } from "./shared/account-values.ts";

const ONE_VALUE = "one value, named in the output";
/** `column:NAME=VALUE`, as a group is named, and `NAME=VALUE`, as posts are chosen. */
const OF_COLUMN = /^(?:column:)?([^=]*)=(.*)$/s;

interface Value {
  readonly column: string;
  readonly value: string;
}

/** The value of a column that a parameter names; undefined for a parameter of another kind, or an empty one. */
function valueIn(
  { kind, ofColumn }: Descriptor["parameters"][number],
  text: string,
  parameters: Parameters,
): Value | undefined {
  if (text === "" || (kind !== "text" && kind !== "input")) return undefined;
  if (ofColumn !== undefined) return { column: String(parameters[ofColumn]), value: text };
  const [, column, value] = OF_COLUMN.exec(text) ?? [];
  return column === undefined || value === undefined
    ? { column: "", value: text }
    : { column: column.trim(), value: value.trim() };
}

/** @param isAccount whether the posts have an account of this name, in whatever case */
export function recordedParameters(
  descriptor: Descriptor,
  parameters: Parameters,
  given: Given = {},
  isAccount: (name: string) => boolean = () => false,
): Parameters {
  return Object.fromEntries(
    descriptor.parameters.map((parameter): [string, string | number | boolean] => {
      const { name, kind } = parameter;
      const value = parameters[name]!;
      const text = String(value);
      const input = given[name];
      const byRecords = text === EVERY_FLAGGED || findingsNamed(text) !== undefined;
      if (input?.kind === "group" && input.by === "names" && !byRecords)
        return [name, `${counted(input.names.length, "account")}, listed in the output`];
      if (kind === "list") {
        const n = listEntries(value).length;
        return [name, n === 0 ? value : `${counted(n, "entry", "entries")}, listed in the output`];
      }
      const named = valueIn(parameter, text, parameters);
      const isHidden =
        named !== undefined && (mayNameAccount(named.column, named.value) || isAccount(named.value));
      return [name, isHidden ? ONE_VALUE : value];
    }),
  );
}

/** Which of the values that the parameters name are accounts of the posts: their names in lower case. */
export async function accountsNamed(
  descriptor: Descriptor,
  parameters: Parameters,
  source: DetectorSource,
): Promise<ReadonlySet<string>> {
  const wanted = descriptor.parameters.flatMap((parameter) => {
    const named = valueIn(parameter, String(parameters[parameter.name]), parameters);
    return named === undefined || named.column === "" ? [] : [named.value];
  });
  if (wanted.length === 0 || !descriptor.posts) return new Set();
  const { accounts } = await source.shares("post");
  return accountsAmong(source, accounts, wanted);
}

/** The output with the values that the Run does not record. */
export function withAsked(
  output: DetectorOutput,
  parameters: Parameters,
  recorded: Parameters,
): DetectorOutput {
  const left = Object.keys(recorded).filter((name) => recorded[name] === ONE_VALUE);
  if (left.length === 0) return output;
  const asked: ResultTable = {
    id: "asked",
    title: "Values as they were asked",
    columns: [{ name: "parameter" }, { name: "value" }],
    rows: left.map((name) => ({ cells: [name, parameters[name]!] })),
  };
  return { ...output, tables: [...output.tables, asked] };
}
