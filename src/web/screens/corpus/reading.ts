/** How a file is to be read, as the address says it: corrections over what the server proposes. */
import type { Proposal } from "../../../workbench/index.ts";
import type { Reading } from "../../data/imports.ts";
import type { Search } from "../../layout/address.ts";

export const FIELDS = [
  ["account", "who posted; needed"],
  ["time", "when; needed"],
  ["clock", "time of day, where the column above holds dates alone"],
  ["text", "what it says"],
  ["post", "id of the post"],
  ["reshare", "id of the post that it reshares"],
  ["reply", "id of the post that it answers"],
  ["url", "links"],
  ["hashtag", "hashtags"],
  ["mention", "accounts that it names"],
  ["language", "language"],
] as const satisfies readonly (readonly [keyof Proposal["mapping"], string])[];
export type FieldName = (typeof FIELDS)[number][0];
export type Chosen = Readonly<Partial<Record<FieldName, string>>>;

/** Which table of the file is meant, whatever its columns are. */
export function tableOf(search: Search): Pick<Reading, "rows" | "sheet"> {
  const { rows, sheet } = search;
  return { ...(rows === undefined ? {} : { rows }), ...(sheet === undefined ? {} : { sheet }) };
}

/** In the address a field is `f-account`; empty where no column is to be read for it. */
export const nameOf = (field: FieldName): string => `f-${field}`;
/** The address cannot hold an empty value. */
export const NONE = "-";

/** The mapping as it stands: what was chosen, else what was proposed. */
export function mappingOf(proposed: Proposal["mapping"], search: Search): Chosen {
  return Object.fromEntries(
    FIELDS.flatMap(([field]) => {
      const said = search[nameOf(field)];
      const column = said === undefined ? proposed[field] : said === NONE ? undefined : said.slice(1);
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

const isChosen = (search: Search): boolean => FIELDS.some(([field]) => search[nameOf(field)] !== undefined);

/**
 * What to ask the server for. A layout that it knows is left to it, because it knows more than columns: zone, order of
 * dates, words for missing. A mapping is sent once somebody has chosen, or where the names only suggested one.
 */
export function readingOf(first: Proposal, search: Search): Reading {
  const mapping = mappingOf(first.mapping, search);
  const whole = mapping.account !== undefined && mapping.time !== undefined;
  const own = isChosen(search) || first.layout === "guessed";
  const { order, zone } = search;
  return {
    ...(whole && own ? { map: FIELDS.flatMap(([field]) => sayField(field, mapping[field])).join(",") } : {}),
    ...tableOf(search),
    ...(zone === undefined ? {} : { zone }),
    ...(order === "dmy" || order === "mdy" ? { dateOrder: order } : {}),
  };
}

function sayField(field: FieldName, column: string | undefined): readonly string[] {
  return column === undefined ? [] : [`${field}=${column}`];
}
