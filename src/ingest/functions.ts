/** Functions that SQL has not: reading a cell that is a list or an object, and the forms of hashtags and links. */
import { DuckDBScalarFunction, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { joinedLink, linkForm } from "../kernel/index.ts";
import { LIST_FIELDS, valuesIn } from "./cells.ts";
import type { ListField } from "./cells.ts";
import { tagForm } from "./tags.ts";

const valuesFunction = (field: ListField) => `values_of_${field}`;

/** SQL: the values in a structured cell, @see valuesIn; NULL for a cell that is plain text after all. */
export const cellValues = (cell: string, field: ListField): string => `${valuesFunction(field)}(${cell})`;

/** SQL: a hashtag in its one form, @see tagForm. */
export const formOfTag = (tag: string): string => `form_of_tag(${tag})`;

/** Spellings of an address that are one always; or, as co-share joins them, whatever leads to one page. */
export type LinkForms = "spelling" | "joined";

/** SQL: an address in its one form, @see linkForm and joinedLink; NULL for none. */
export const formOfLink = (link: string, forms: LinkForms): string => `${forms}_of_link(${link})`;

/** Functions of one text, by name. */
const OF_TEXT: Readonly<Record<string, (text: string) => string | undefined>> = {
  form_of_tag: tagForm,
  spelling_of_link: linkForm,
  joined_of_link: joinedLink,
};

/** Makes the functions known to the database of this connection. They run one cell at a time, in the main thread. */
export function addFunctions(connection: DuckDBConnection): void {
  for (const field of LIST_FIELDS)
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name: valuesFunction(field),
        parameterTypes: [VARCHAR],
        returnType: LIST(VARCHAR),
        mainFunction: (_, input, output) => {
          const cells = input.getColumnVector(0);
          for (let i = 0; i < input.rowCount; i++) {
            const cell = cells.getItem(i);
            const values = typeof cell === "string" ? valuesIn(cell, field) : undefined;
            output.setItem(i, values === undefined ? null : listValue(values.map(wellFormed)));
          }
          output.flush();
        },
      }),
    );
  for (const [name, of] of Object.entries(OF_TEXT))
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: [VARCHAR],
        returnType: VARCHAR,
        mainFunction: (_, input, output) => {
          const texts = input.getColumnVector(0);
          for (let i = 0; i < input.rowCount; i++) {
            const text = texts.getItem(i);
            output.setItem(i, typeof text === "string" ? (of(text) ?? null) : null);
          }
          output.flush();
        },
      }),
    );
}

/** Half an emoji, escaped, is no text that a database holds. */
const wellFormed = (value: string | null): string | null =>
  value === null ? null : value.replaceAll(/\p{Surrogate}/gu, "\ufffd");
