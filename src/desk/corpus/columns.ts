/** What a column of the corpus says of the accounts of a finding, over the posts that a person may read. */
import type { z } from "zod";
import { list, shape, text, view } from "../../views/plain.ts";
import type { Seat } from "../seat.ts";
import { resultOf } from "./network.ts";
import { readable } from "./posts.ts";

export const columnsSchema = view("FindingColumns", {
  /** Columns that describe posts, such as their language, in order. */
  columns: list(text),
  /** The commonest value of the column that was asked for; accounts without one are left out. */
  accounts: list(shape({ id: text, value: text })),
});
export type ColumnsView = z.infer<typeof columnsSchema>;

/**
 * Of equally common values of an account the first in order is taken. Posts are those of the account in the whole corpus,
 * not those of the finding alone.
 *
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @param column undefined for the names of columns alone
 * @throws PlumblineError NOT_FOUND; NO_DATA if no import that may be read has the column.
 */
export async function findingColumns(
  seat: Seat,
  name: string,
  column: string | undefined,
): Promise<ColumnsView> {
  const { sets } = (await resultOf(seat, name)).part;
  const { imports } = await readable(seat);
  const corpus = await seat.served.opened.corpus();
  const columns = await corpus.describingColumns(imports);
  if (column === undefined) return { columns, accounts: [] };
  const values = await corpus.accountColumn(column, imports);
  return {
    columns,
    accounts: sets.flatMap(({ accounts }) =>
      accounts.flatMap(({ pseudonym, name: called }) => {
        const value = values.get(called);
        return value === undefined ? [] : [{ id: pseudonym, value }];
      }),
    ),
  };
}
