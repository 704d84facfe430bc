/**
 * JSON of long answers. What a case keeps for the next who asks comes as the same objects again: the text of each item of a list is kept
 * with the item, so that after a new record only the text of what changed is written.
 */
const texts = new WeakMap<object, string>();

/** @param value an object whose lists hold objects that are never changed; or such a list */
export function keptJson(value: object): string {
  if (Array.isArray(value)) return listJson(value);
  const members = Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    member === undefined
      ? []
      : [`${JSON.stringify(name)}:${Array.isArray(member) ? listJson(member) : JSON.stringify(member)}`],
  );
  return `{${members.join(",")}}`;
}

const listJson = (items: readonly unknown[]): string => `[${items.map(itemJson).join(",")}]`;

function itemJson(item: unknown): string {
  if (typeof item !== "object" || item === null) return JSON.stringify(item);
  const text = texts.get(item) ?? JSON.stringify(item);
  texts.set(item, text);
  return text;
}
