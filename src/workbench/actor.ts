/** Who writes, who reads, and the words people use for both. */
import { PlumblineError } from "../errors.ts";
import { TLP_LEVELS, tlpSchema } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { actorSchema } from "../model/records.ts";
import type { Actor, Case } from "./case.ts";
import { resolveName } from "./names.ts";

/**
 * The actor of a command: the person named, for the organisation named or else the one that keeps the case.
 * @throws PlumblineError USAGE, NOT_FOUND.
 */
export async function findActor(
  opened: Case,
  words: { readonly by?: string; readonly for?: string },
): Promise<Actor> {
  const by = actorSchema.shape.by.safeParse(words.by ?? "analyst");
  if (!by.success)
    throw new PlumblineError("USAGE", "A short name of a person is needed.", { setting: "by" });
  if (words.for === undefined) return { by: by.data, for: await opened.keeper() };
  const id = resolveName(await opened.fullFold(), words.for);
  if (!id.startsWith("pty_"))
    throw new PlumblineError("USAGE", "This is no Party.", { where: words.for, setting: "for" });
  return { by: by.data, for: id };
}

/** @throws PlumblineError CEILING. */
export function parseMarking(level: string): Marking {
  const parsed = tlpSchema.safeParse(level.replace(/^TLP:/, ""));
  if (!parsed.success)
    throw new PlumblineError("CEILING", `“${level}” is not a level.`, {
      hint: `Use ${TLP_LEVELS.join(", ")}.`,
    });
  return { tlp: parsed.data };
}

/** A reader at a ceiling, with need-to-know groups joined by commas. */
export function parseReader(ceiling: string, groups: string): Reader {
  const names = groups.split(",").map((name) => name.trim());
  return { ceiling: parseMarking(ceiling).tlp, groups: names.filter((name) => name !== "") };
}
