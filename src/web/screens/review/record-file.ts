/** A position as a record file, which the command line signs and records in its place. */
import type { CaseRecord } from "../../../model/records.ts";

/**
 * The text of a file for `plumbline record`. Values are written as JSON, which YAML reads as what it is: nothing in a text
 * can end it.
 *
 * @param by who is going to record it
 */
export function recordFileOf(
  { id, for: organisation, marking, heldAt, body }: CaseRecord<"Position">,
  by: string,
): string {
  const { key, signature: _, ...fields } = body;
  const lines = Object.entries({
    position: key ?? null,
    supersedes: id,
    ...(heldAt === undefined ? {} : { heldAt }),
    ...fields,
  }).map(([name, value], at) => `${at === 0 ? "  - " : "    "}${name}: ${JSON.stringify(value)}`);
  return [
    "plumbline: 1",
    `by: ${JSON.stringify(by)}`,
    `for: ${JSON.stringify(organisation)}`,
    `marking: ${JSON.stringify(marking)}`,
    "records:",
    ...lines,
  ].join("\n");
}
