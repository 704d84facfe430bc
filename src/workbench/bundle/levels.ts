/**
 * The marking of an imported object: the highest level that anything says of it, and never lower than it can be read.
 * Programs write levels in many places, and a level that is overlooked goes out to everybody; so every text of a
 * definition is read, a known identifier is not made lower by what a bundle says of it, and what is no level (a statement,
 * terms of use, another protocol) keeps an object at the default until a person says otherwise.
 */
import { compareTlp, DEFAULT_MARKING, TLP_LEVELS } from "../../model/marking.ts";
import type { Marking, Tlp } from "../../model/marking.ts";
import type { BundleObject } from "../../ingest/index.ts";
import { tlpMarkings } from "../../release/index.ts";
import { cut } from "./names.ts";

/** Identifiers of the levels of TLP 1 in STIX 2.1; white is what CLEAR was called. */
const TLP_1: Readonly<Record<string, Tlp>> = {
  "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "CLEAR",
  "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "GREEN",
  "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "AMBER",
  "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "RED",
};

const LEVEL = "(red|amber[^a-z0-9]{0,3}strict|amber|green|clear|white)";
const BETWEEN = "[^a-z0-9]{0,3}(?:v?\\d(?:[._]\\d)?[^a-z0-9]{0,3})?";
/** A level that a text names after TLP, such as `TLP:AMBER+STRICT`, `tlp red`, `TLP_2_0:GREEN`. */
const NAMED = new RegExp(`tlp${BETWEEN}${LEVEL}(?![a-z])`, "g");
/** A text that says a level and nothing besides. */
const WHOLE = new RegExp(`^[^a-z0-9]*(?:tlp${BETWEEN})?${LEVEL}[^a-z0-9]*$`);
/** What a definition says of its form, not of its readers; OpenCTI writes `custom` where its own property has the level. */
const FORM: ReadonlySet<string> = new Set(["", "tlp", "statement", "custom"]);
/** Properties of a definition that speak of the object, its form or its colour. */
const ASIDE: ReadonlySet<string> = new Set(
  (
    "type spec_version id created modified revoked lang created_by_ref object_marking_refs granular_markings " +
    "external_references extension_type x_opencti_id x_opencti_stix_ids x_opencti_color x_opencti_order x_opencti_type"
  ).split(" "),
);

/** Lower case, in plain letters, without what nobody sees. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .toLowerCase();

function levelOf(word: string): Tlp {
  const letters = word.replaceAll(/[^a-z]/g, "");
  if (letters === "white") return "CLEAR";
  return TLP_LEVELS.find((level) => level.toLowerCase().replace("+", "") === letters)!;
}

const levelsNamed = (text: string): Tlp[] =>
  [...plain(text).matchAll(NAMED)].map(([, named]) => levelOf(named!));

/** What texts say of levels. */
interface Said {
  /** The highest level; none where no text names one. */
  readonly level: Tlp | undefined;
  /** The first text that is not a level and nothing besides. */
  readonly unread: string | undefined;
}

const higher = (a: Tlp | undefined, b: Tlp | undefined): Tlp | undefined =>
  a === undefined || (b !== undefined && compareTlp(b, a) > 0) ? b : a;

/** @param aside texts that are about something else: a level that they name counts, and nothing else of them */
function saidIn(texts: readonly string[], aside: readonly string[] = []): Said {
  let level = aside.flatMap(levelsNamed).reduce(higher, undefined as Tlp | undefined);
  let unread: string | undefined;
  for (const text of texts) {
    const words = plain(text);
    const whole = WHOLE.exec(words)?.[1];
    if (whole !== undefined) level = higher(level, levelOf(whole));
    else level = levelsNamed(text).reduce(higher, level);
    if (whole === undefined && !FORM.has(words)) unread ??= text;
  }
  return { level, unread };
}

/** Every text of a value, however deep, but for properties that are left out. */
function textsIn(value: unknown, without: ReadonlySet<string> = NOTHING): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (without.has(name) ? [] : textsIn(inner, without)));
}

const NOTHING: ReadonlySet<string> = new Set();

const key = (id: string): string => plain(id);

/** What the definitions of a bundle say, by identifier in lower case. */
class Definitions {
  readonly #said = new Map<string, Said>();
  readonly #known = new Map<string, Tlp>([
    ...Object.entries(TLP_1),
    ...[...tlpMarkings().ids].map(([level, id]) => [id, level] as const),
  ]);

  constructor(objects: readonly BundleObject[]) {
    for (const object of objects) {
      if (object.type !== "marking-definition") continue;
      const [said, before] = [
        saidIn(textsIn(object, ASIDE), textsIn(object)),
        this.#said.get(key(object.id)),
      ];
      this.#said.set(key(object.id), {
        level: higher(said.level, before?.level),
        unread: said.unread ?? before?.unread,
      });
    }
  }

  /** What a marking means: a reference, a level in words, a definition in its place. Anything else is not read. */
  meaning(marking: unknown): Said {
    if (typeof marking === "string") {
      const id = key(marking);
      const known = this.#known.get(id);
      const said = this.#said.get(id);
      // What is known is known whatever the bundle calls it; it can be said to be higher.
      if (known !== undefined) return { level: higher(known, said?.level), unread: undefined };
      return said ?? saidIn([marking]);
    }
    const texts = textsIn(marking, ASIDE);
    return texts.length === 0
      ? { level: undefined, unread: JSON.stringify(marking) ?? "" }
      : saidIn(texts, textsIn(marking));
  }

  /** A definition that says a level and nothing besides holds nothing that a level protects. */
  isBare({ id, type }: BundleObject): boolean {
    const said = type === "marking-definition" ? this.#said.get(key(id)) : undefined;
    return said !== undefined && said.unread === undefined && this.meaning(id).level !== undefined;
  }
}

/** Markings of a bundle's objects. */
export interface BundleMarkings {
  readonly of: (object: BundleObject) => Marking;
  /** Markings of these objects that are not read as a level alone, in the words of the bundle. */
  readonly unread: readonly string[];
}

/**
 * Known identifiers mean what they are known for, or more. An object without a level, or with one that cannot be read,
 * has the default or what else it says, whichever is higher. Linear in the texts of the bundle.
 */
export function markingsOf(objects: readonly BundleObject[]): BundleMarkings {
  const definitions = new Definitions(objects);
  const unread = new Set<string>();
  const made = new Map<BundleObject, Marking>();
  for (const object of objects) {
    const found = markingsIn(object).map((marking) => definitions.meaning(marking));
    const levels: (Tlp | undefined)[] = found.map(({ level, unread: words }) => {
      if (words !== undefined) unread.add(cut(words, 80));
      return words === undefined && level !== undefined ? level : higher(level, DEFAULT_MARKING.tlp);
    });
    if (levels.length === 0 && !definitions.isBare(object)) levels.push(DEFAULT_MARKING.tlp);
    // A label may say that an object is for fewer readers, and is no word that it is for more.
    levels.push("CLEAR", ...textsIn(object["labels"]).flatMap(levelsNamed));
    made.set(object, { tlp: levels.reduce(higher)! });
  }
  return { of: (object) => made.get(object) ?? DEFAULT_MARKING, unread: [...unread] };
}

/** Markings of the object and of its parts: a record has one marking, so the part's counts for the whole. */
function markingsIn(object: BundleObject): unknown[] {
  const parts = listOf(object["granular_markings"]).flatMap((part) => {
    if (typeof part !== "object" || part === null) return [part];
    const { marking_ref: one, marking_refs: several } = part as Readonly<Record<string, unknown>>;
    return [...listOf(one), ...listOf(several)];
  });
  return [...listOf(object["object_marking_refs"]), ...listOf(object["object_marking_ref"]), ...parts];
}

/** A list as its values, also those of lists in it; one value as a list of it. */
function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]).flatMap(listOf) : [value];
}
