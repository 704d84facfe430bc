/**
 * How the command line words a refusal: use cases name what was set (`dateOrder`) and know no flags; here each setting has
 * its flag, and a hint that says what to type.
 */
import { ERRORS } from "../errors.ts";
import type { ErrorCode, PlumblineError, Setting } from "../errors.ts";

/** A setting that was given wrongly, by its flag; or what to type where it could be given. */
const SETTINGS: Readonly<Record<Setting, { readonly flag: string } | { readonly hint: string }>> = {
  accounts: { hint: "Make one with `plumbline accounts add FILE NAME --administrator`." },
  at: { flag: "--at" },
  by: { flag: "--by" },
  compare: { flag: "--compare" },
  dateOrder: { flag: "--date-order" },
  folder: { hint: "Start the server with --folder." },
  for: { flag: "--for" },
  force: { hint: "Choose another name, or replace it with --force." },
  heldAt: { flag: "--held-at" },
  mapping: { hint: "Give the mapping with --map." },
  object: { flag: "--object" },
  once: { flag: "--once" },
  pictureColumn: { flag: "--picture-column" },
  port: { hint: "Stop that program, or choose another port with --port; 0 is any free one." },
  publicNames: { hint: "Give --accounts, --host and --name, and put a proxy with TLS in front." },
  replace: {
    hint: "To read it in another way, import it with --replace and what was wrong: --map, --date-order or --zone.",
  },
  rows: {
    hint: "Name the list of records with --rows, such as --rows data.posts, or --rows . for a list at the top.",
  },
  root: { flag: "--root" },
  sheet: { hint: "Name the sheet with --sheet." },
  zone: { flag: "--zone" },
};

/** In place of the general hint of a code. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  USAGE: "See the command's --help.",
  MAPPING_NEEDED: "Give the proposed mapping, corrected, with --map.",
  DATE_ORDER_NEEDED: "Give --date-order dmy or --date-order mdy.",
  IMPORT_LIMIT: "Raise --memory or --timeout, or split the file.",
  PARAMETER: "See `plumbline detect --help`.",
};

/** One line: where, what, code, what to type. */
export function refusalLine(error: PlumblineError): string {
  const known = error.setting === undefined ? undefined : SETTINGS[error.setting];
  const flag = known !== undefined && "flag" in known ? known.flag : undefined;
  const where = [flag, error.where].filter((part) => part !== undefined).join(" ");
  return `${where === "" ? "" : `${where}: `}${error.message} [${error.code}] ${hintOf(error)}`;
}

function hintOf({ setting, proposed, code, hint }: PlumblineError): string {
  if (setting === "mapping" && proposed !== undefined)
    return (
      `Check and give: --map ${shellWord(proposed)}` +
      (proposed.includes("=?") ? " (put a column in place of each ?)" : "")
    );
  const known = setting === undefined ? undefined : SETTINGS[setting];
  if (known !== undefined && "hint" in known) return known.hint;
  return hint === ERRORS[code].hint ? (HINTS[code] ?? hint) : hint;
}

function shellWord(text: string): string {
  return /^[\w=,.:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
