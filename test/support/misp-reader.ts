/**
 * Reads an event of MISP's core format as a receiving instance does: it knows the fields, the types that a category
 * allows, and that a value stands once. Written from the core format (draft-dulaunoy-misp-core-format), not from our writer.
 */
import { z } from "zod";

const uuid = z.uuid();
const seconds = z.string().regex(/^\d{1,10}$/);
const tag = z.strictObject({ name: z.string().regex(/^[a-z0-9-]+:[^"\n]+(="[^"\n]+")?$/) });

/** Types of attributes that a category allows, as far as this reader knows them. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  "External analysis": ["md5", "sha1", "sha256", "filename", "domain", "url", "link", "comment", "text"],
  "Network activity": ["domain", "hostname", "url", "ip-src", "ip-dst", "comment", "text"],
  Attribution: ["threat-actor", "campaign-name", "comment", "text", "other"],
  Other: ["comment", "text", "other"],
};
const VALUES: Readonly<Record<string, RegExp>> = { sha256: /^[0-9a-f]{64}$/ };

const attribute = z
  .strictObject({
    uuid,
    type: z.string(),
    category: z.string(),
    value: z.string().min(1).max(65_535),
    comment: z.string().max(65_535),
    to_ids: z.boolean(),
    distribution: z.enum(["0", "1", "2", "3", "4", "5"]),
    timestamp: seconds,
    Tag: z.array(tag),
  })
  .refine(({ type, category }) => TYPES[category]?.includes(type), "the category does not allow the type")
  .refine(({ type, value }) => VALUES[type]?.test(value) ?? true, "the value is not one of its type")
  .refine(({ value }) => value === value.trim() && !/[\r\n]/.test(value), "the value would be trimmed");

const event = z.strictObject({
  uuid,
  info: z.string().min(1),
  date: z.iso.date(),
  timestamp: seconds,
  published: z.boolean(),
  analysis: z.enum(["0", "1", "2"]),
  threat_level_id: z.enum(["1", "2", "3", "4"]),
  distribution: z.enum(["0", "1", "2", "3", "4"]),
  Orgc: z.strictObject({ name: z.string().min(1), uuid }),
  Tag: z.array(tag),
  Attribute: z.array(attribute),
});
export type ReadEvent = z.infer<typeof event>;

/**
 * The event of a file.
 * @throws Error with the first thing that an instance would not take.
 */
export function readMisp(text: string): ReadEvent {
  const { Event } = z.strictObject({ Event: event }).parse(JSON.parse(text));
  const once = (what: string, items: readonly string[]) => {
    const again = items.find((item, i) => items.indexOf(item) !== i);
    if (again !== undefined) throw new Error(`${what} stands twice: ${again}`);
  };
  once(
    "an identifier",
    [Event, ...Event.Attribute].map((part) => part.uuid),
  );
  once(
    "a value",
    Event.Attribute.map(({ type, category, value }) => JSON.stringify([category, type, value])),
  );
  return Event;
}
