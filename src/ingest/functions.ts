/** Functions that SQL has not: reading a cell that is a list or an object, and the form of a hashtag. */
import { DuckDBScalarFunction, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { LIST_FIELDS, valuesIn } from "./cells.ts";
import type { ListField } from "./cells.ts";
import { tagForm } from "./tags.ts";

const valuesFunction = (field: ListField) => `values_of_${field}`;

/** SQL: the values in a structured cell, @see valuesIn; NULL for a cell that is plain text after all. */
export const cellValues = (cell: string, field: ListField): string => `${valuesFunction(field)}(${cell})`;

/** SQL: a hashtag in its one form, @see tagForm. */
export const formOfTag = (tag: string): string => `form_of_tag(${tag})`;

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
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "form_of_tag",
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_, input, output) => {
        const tags = input.getColumnVector(0);
        for (let i = 0; i < input.rowCount; i++) {
          const tag = tags.getItem(i);
          output.setItem(i, typeof tag === "string" ? tagForm(tag) : null);
        }
        output.flush();
      },
    }),
  );
}

/** Half an emoji, escaped, is no text that a database holds. */
const wellFormed = (value: string | null): string | null =>
  value === null ? null : value.replaceAll(/\p{Surrogate}/gu, "\ufffd");
