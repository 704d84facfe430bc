/** The record that a person means by a name: the one resolver for commands, record files and the API. */
import { keyHolders, refLabelled, refNamed } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Ref } from "../model/refs.ts";

/**
 * The record or part that this name means among what the reader of the fold may see. First an id, then a key, then a
 * place among the records that have no key (`Q1`, `F2`), then a label of the newest draft (`J1`, `S3`); each with or
 * without a part (`coshare#f2`).
 * @throws PlumblineError NOT_FOUND or AMBIGUOUS.
 */
export function resolveName(fold: CaseFold, name: string): Ref {
  return resolve(fold, name, (head) => refNamed(fold, head) ?? refLabelled(fold, head));
}

/**
 * The same for a name inside a record file. Labels do not count there: the file is kept, and the label may stand for
 * another record in the next draft.
 * @throws PlumblineError NOT_FOUND or AMBIGUOUS.
 */
export function resolveWritten(fold: CaseFold, name: string): Ref {
  return resolve(fold, name, (head) => refNamed(fold, head));
}

function resolve(fold: CaseFold, name: string, unkeyed: (head: string) => Ref | undefined): Ref {
  const [head = "", part] = name.split("#");
  const suffix = part === undefined ? "" : `#${part}`;
  const ref = fold.get(head) === undefined ? (keyed(fold, head) ?? unkeyed(head)) : head;
  if (ref === undefined)
    throw new PlumblineError("NOT_FOUND", "No record has this id or key at this level.", { where: name });
  if (!fold.resolves(ref + suffix))
    throw new PlumblineError("NOT_FOUND", `${head} has no part “${part}”.`, { where: name });
  return ref + suffix;
}

/** The record with this key. */
function keyed(fold: CaseFold, key: string): Ref | undefined {
  const [id, ...others] = keyHolders(fold, key);
  if (others.length > 0)
    throw new PlumblineError("AMBIGUOUS", `The key names ${others.length + 1} records.`, {
      where: key,
      hint: `Use an id: ${[id, ...others].join(", ")}.`,
    });
  return id;
}
