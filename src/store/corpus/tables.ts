/** The tables of a corpus: what a fresh file is made of, and what one that was found is held to. */
import { OBJECT_KINDS, TEXT_COLUMNS } from "./staged.ts";
import { SEGMENT_PARTS } from "./words/statements.ts";

const KINDS = Object.keys(OBJECT_KINDS);

/** Columns of each table, name and type. `posts` has extra columns beside. */
export const TABLES: Readonly<Record<string, readonly (readonly [name: string, type: string])[]>> =
  Object.freeze({
    imports: [
      ["n", "INTEGER"],
      ["id", "VARCHAR"],
      ["artifact", "VARCHAR"],
      ["sha256", "VARCHAR"],
      ["resolution", "VARCHAR"],
      ["posts", "INTEGER"],
      ["report", "VARCHAR"],
    ],
    import_columns: [
      ["import", "INTEGER"],
      ["name", "VARCHAR"],
      ["held", "VARCHAR"],
    ],
    accounts: [
      ["id", "INTEGER"],
      ["name", "VARCHAR"],
    ],
    posts: [
      ["import", "INTEGER"],
      ["row", "INTEGER"],
      ["account", "INTEGER"],
      ["time_ms", "BIGINT"],
      ["repeat", "INTEGER"],
      ...TEXT_COLUMNS.map((name) => [name, "VARCHAR"] as const),
      ["folded", "VARCHAR"],
      ["rest", "VARCHAR[]"],
    ],
    word_segments: [
      ["import", "INTEGER"],
      ["first_row", "INTEGER"],
      ...SEGMENT_PARTS.map((part) => [part, "BLOB"] as const),
    ],
    ...Object.fromEntries(
      KINDS.flatMap((kind) => [
        [
          `objects_${kind}`,
          [
            ["id", "INTEGER"],
            ["value", "VARCHAR"],
          ],
        ],
        [
          `shares_${kind}`,
          [
            ["import", "INTEGER"],
            ["row", "INTEGER"],
            ["pos", "INTEGER"],
            ["account", "INTEGER"],
            ["time_ms", "BIGINT"],
            ["object", "INTEGER"],
          ],
        ],
      ]),
    ),
  });
