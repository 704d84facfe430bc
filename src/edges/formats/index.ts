/** The edge formats, by the ending of the file's name. A new one is a file beside this and a line here. */
import { extname } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { csv } from "./csv.ts";
import type { EdgeFormat } from "./contract.ts";
import { gexf } from "./gexf.ts";
import { graphml } from "./graphml.ts";
import { parquet } from "./parquet.ts";

export const EDGE_FORMATS: readonly EdgeFormat[] = Object.freeze([csv, parquet, gexf, graphml]);

/** @throws PlumblineError USAGE if no format has this ending. */
export function edgeFormat(path: string): EdgeFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const found = EDGE_FORMATS.find(({ extension }) => extension === ending);
  if (found !== undefined) return found;
  const message =
    ending === ""
      ? "The name of the output has no ending."
      : `No edge list can be written as \`.${ending}\`.`;
  throw new PlumblineError("USAGE", message, {
    where: path,
    hint: `Let the name end in ${EDGE_FORMATS.map(({ extension }) => `.${extension}`).join(", ")}.`,
  });
}
