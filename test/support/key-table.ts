/** A key archive as a table, from records by their names. */
import type { GivenTable } from "../../src/signals/index.ts";
import type { Zone } from "./signed-mail.ts";

export function keyTable(zone: Zone, dates: readonly [from: string, to: string] = ["", ""]): GivenTable {
  return {
    kind: "table",
    title: "keys.csv",
    file: { id: "art_0000000000", sha256: "0".repeat(64) },
    columns: ["domain", "selector", "record", "from", "to"],
    rows: [...zone].map(([name, record], i) => {
      const [selector = "", domain = ""] = name.split("._domainkey.");
      return { row: i + 1, cells: [domain, selector, record, ...dates] };
    }),
  };
}
