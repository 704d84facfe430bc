/** The list of input formats, in the order in which they are asked. A new format is one file and one line here. */
import { csv } from "./csv.ts";
import type { Format } from "./contract.ts";
import { json } from "./json.ts";
import { ndjson } from "./ndjson.ts";
import { parquet } from "./parquet.ts";

export const FORMATS: readonly Format[] = Object.freeze([parquet, json, ndjson, csv]);
