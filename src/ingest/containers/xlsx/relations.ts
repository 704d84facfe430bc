/** What the parts of an office file (Office Open XML) refer to. An address outside of the file is the name of no entry, and leads nowhere. */
import { posix } from "node:path";
import type { ZipEntry } from "../zip.ts";
import { readXml } from "./xml.ts";

export interface Relation {
  /** The last word of the type: `worksheet`, `footnotes`. */
  readonly type: string;
  /** Name of an entry. */
  readonly target: string;
}

/** What a part refers to, by its id there; of the file as a whole for the empty name. */
export async function relations(
  entries: ReadonlyMap<string, ZipEntry>,
  of: string,
): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  const entry = entries.get(posix.join(posix.dirname(of), "_rels", `${posix.basename(of)}.rels`));
  if (entry === undefined) return found;
  await readXml(entry.content(), {
    open: (name, { Id = "", Type = "", Target = "" }) => {
      if (name !== "Relationship") return;
      const target = Target.startsWith("/") ? Target.slice(1) : posix.join(posix.dirname(of), Target);
      found.set(Id, { type: posix.basename(Type), target });
    },
  });
  return found;
}
