/** The contract of an edge format. A new one is a file beside this and a line in `index.ts`. */
import type { EdgeStream } from "../edge-table.ts";

export interface EdgeFormat {
  /** The ending of the file's name, without the dot. */
  readonly extension: string;
  readonly title: string;
  /** The text of the file in pieces; undefined for a format that is not text. */
  readonly text?: (edges: EdgeStream) => AsyncIterable<string>;
  /** Writes the file at a path that does not exist yet; `folder` is for work files. */
  readonly file?: (edges: EdgeStream, path: string, folder: string) => Promise<void>;
}
