/**
 * From the objects of a bundle to records. Every object is one Claim of who made it, and the Claim carries the object
 * whole; objects that stand for somebody or something that acts are a Party as well, and a relation to a DISARM
 * technique is an Appraisal as well. What an object says of a Party (a threat actor, an amplifier) stays a Claim.
 */
import { techniqueId } from "../../case/index.ts";
import type { BundleObject } from "../../ingest/index.ts";
import type { Carried } from "../../model/refs.ts";
import { compareTlp } from "../../model/marking.ts";
import type { Marking } from "../../model/marking.ts";
import type { Body } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import { datedSchema } from "../../model/time.ts";
import { STIX_SCHEME } from "../../release/index.ts";
import type { IssuedDraft } from "../../store/log/case-log.ts";
import type { Actor } from "../case.ts";
import { highestMarking } from "../marking.ts";
import { markingsOf } from "./levels.ts";
import { calledBy, cut, nameOf, partyKind, textOf } from "./names.ts";

export interface BundleContext {
  readonly actor: Actor;
  /** The bundle's own Artifact, already issued. */
  readonly artifact: string;
  readonly issueId: (type: RecordType) => string;
  /** Parties of earlier imports by the identifier of their object, with their markings. */
  readonly known: ReadonlyMap<string, { readonly id: string; readonly marking: Marking }>;
}

export interface BundleDrafts {
  /** Parties, Claims and Appraisals, each after what it refers to. */
  readonly drafts: readonly IssuedDraft[];
  readonly parties: number;
  readonly claims: number;
  readonly techniques: number;
  /** The least marking that covers every object. */
  readonly highest: Marking;
  /** The level of each object, for the report. */
  readonly levels: ReadonlyMap<string, number>;
  /** Markings that are not read as a level alone, in the words of the bundle. */
  readonly unread: readonly string[];
}

const NAMELESS = "Author not stated in an imported bundle";
/** Properties with the time that an object is about, the latest first. */
const TIMES = ["modified", "created", "published"] as const;

/** The drafts of a bundle. Linear in the number of objects; same objects and ids, same drafts. */
export function bundleDrafts(objects: readonly BundleObject[], context: BundleContext): BundleDrafts {
  return new Writer(objects, context).write();
}

class Writer {
  readonly #context: BundleContext;
  readonly #objects: readonly BundleObject[];
  readonly #marking: (object: BundleObject) => Marking;
  readonly #unread: readonly string[];
  readonly #byId: ReadonlyMap<string, BundleObject>;
  readonly #parties = new Map<string, string>();
  /** What stands for an object in the log: its Party, or else its Claim. */
  readonly #stands = new Map<string, string>();
  readonly #drafts: IssuedDraft[] = [];
  #nameless: string | undefined;
  #techniques = 0;

  constructor(objects: readonly BundleObject[], context: BundleContext) {
    this.#objects = objects;
    this.#context = context;
    const { of, unread } = markingsOf(objects);
    this.#marking = of;
    this.#unread = unread;
    this.#byId = new Map(objects.map((object) => [object.id, object]));
  }

  write(): BundleDrafts {
    for (const object of this.#objects) this.#addParty(object);
    this.#addNameless();
    const parties = this.#drafts.length;
    // Relations come last: they are about what stands above them.
    const relations = this.#objects.filter(({ type }) => type === "relationship" || type === "sighting");
    for (const object of this.#objects.filter((one) => !relations.includes(one))) this.#addClaim(object);
    for (const object of relations) this.#addRelation(object);
    const markings = this.#objects.map((object) => this.#marking(object));
    const levels = new Map<string, number>();
    for (const { tlp } of markings) levels.set(tlp, (levels.get(tlp) ?? 0) + 1);
    return {
      drafts: this.#drafts,
      parties,
      claims: this.#objects.length,
      techniques: this.#techniques,
      highest: highestMarking(markings),
      levels,
      unread: this.#unread,
    };
  }

  #addParty(object: BundleObject): void {
    const kind = partyKind(object);
    if (kind === undefined || this.#parties.has(object.id)) return;
    const marking = this.#marking(object);
    const known = this.#context.known.get(object.id);
    if (known !== undefined && compareTlp(known.marking.tlp, marking.tlp) <= 0) {
      this.#parties.set(object.id, known.id);
      return;
    }
    const body: Body<"Party"> = {
      kind,
      name: nameOf(object),
      identifiers: [{ scheme: STIX_SCHEME, value: object.id }],
      from: this.#from(object),
    };
    this.#parties.set(object.id, this.#add("Party", marking, body));
  }

  /** Who speaks where the bundle does not say. It is visible wherever one of its Claims is. */
  #addNameless(): void {
    const open = this.#objects.filter((object) => this.#author(object) === undefined);
    const [first, ...rest] = open.map((object) => this.#marking(object));
    if (first === undefined) return;
    const lowest = rest.reduce((a, b) => (compareTlp(a.tlp, b.tlp) <= 0 ? a : b), first);
    this.#nameless = this.#add("Party", lowest, { kind: "group", name: NAMELESS, initials: "–" });
  }

  #author(object: BundleObject): string | undefined {
    const author = textOf(object, "created_by_ref");
    return author === undefined ? undefined : this.#parties.get(author);
  }

  #addClaim(object: BundleObject): void {
    const party = this.#parties.get(object.id);
    const description = textOf(object, "description");
    const proposition = `${calledBy(object)}${description === undefined ? "" : `: ${description}`}`;
    const claim = this.#claim(object, { proposition, about: party === undefined ? [] : [party] });
    this.#stands.set(object.id, party ?? claim);
  }

  #addRelation(object: BundleObject): void {
    const ends = this.#ends(object);
    if (ends === undefined) {
      this.#addClaim(object);
      return;
    }
    const subject = this.#endText(object, ends.source);
    const target = this.#endText(object, ends.target);
    const predicate = cut(textOf(object, "relationship_type") ?? object.type, 400);
    const description = textOf(object, "description");
    const about = [ends.source, ends.target].flatMap((id) => this.#stands.get(id) ?? []);
    this.#claim(object, {
      proposition: `${subject} ${predicate} ${target}${description === undefined ? "" : `: ${description}`}`,
      statement: { subject, predicate, object: target },
      about: [...new Set(about)],
    });
    this.#addTechnique(object, ends.source, ends.target);
    this.#addTechnique(object, ends.target, ends.source);
  }

  #ends(object: BundleObject): { readonly source: string; readonly target: string } | undefined {
    const source = textOf(object, "source_ref");
    const target = textOf(object, "target_ref");
    return source === undefined || target === undefined ? undefined : { source, target };
  }

  /** The name of an end; by type and identifier where it is marked higher than the relation, or is not there. */
  #endText(relation: BundleObject, id: string): string {
    const object = this.#byId.get(id);
    if (object !== undefined && compareTlp(this.#marking(object).tlp, this.#marking(relation).tlp) <= 0)
      return calledBy(object);
    const [type = "", uuid = ""] = id.split("--");
    return cut(`${type} ${uuid.slice(0, 8)}`, 400);
  }

  /** A relation between a technique and something else maps the technique to it. */
  #addTechnique(relation: BundleObject, end: string, other: string): void {
    const pattern = this.#byId.get(end);
    const technique = pattern === undefined ? undefined : techniqueId(pattern);
    const of = this.#stands.get(other);
    if (pattern === undefined || technique === undefined || of === undefined) return;
    if (this.#byId.get(other)?.type === "attack-pattern") return;
    const marking = highestMarking([this.#marking(relation), this.#marking(pattern)]);
    this.#techniques += 1;
    this.#add("Appraisal", marking, {
      aspect: "technique",
      of,
      value: { id: technique, name: nameOf(pattern), basis: "not stated" },
      why: "Mapped so in the imported bundle; not assessed here.",
      from: this.#from(relation),
    });
  }

  #claim(object: BundleObject, words: Pick<Body<"Claim">, "proposition" | "statement" | "about">): string {
    const heldAt = TIMES.map((property) => timeOf(object, property)).find((time) => time !== undefined);
    const body: Body<"Claim"> = {
      speaker: this.#author(object) ?? this.#nameless!,
      polarity: object["revoked"] === true ? "retracts" : "asserts",
      ...words,
      proposition: cut(words.proposition, 20_000),
      from: this.#from(object),
      derivedFrom: [this.#context.artifact],
      carries: { format: "stix-2.1", object: object as Carried["object"] },
    };
    return this.#add("Claim", this.#marking(object), body, heldAt);
  }

  #from(object: BundleObject): Body<"Claim">["from"] {
    return [{ artifact: this.#context.artifact, place: cut(object.id, 200) }];
  }

  #add<T extends RecordType>(type: T, marking: Marking, body: Body<T>, heldAt?: string): string {
    const id = this.#context.issueId(type);
    const held = heldAt === undefined ? {} : { heldAt };
    this.#drafts.push({ id, type, ...this.#context.actor, marking, ...held, body } as unknown as IssuedDraft);
    return id;
  }
}

/** A time of the object as the log writes it: in UTC, with at most milliseconds. */
function timeOf(object: BundleObject, property: string): string | undefined {
  const text = textOf(object, property)?.replace(/(\.\d{3})\d+Z$/, "$1Z");
  return datedSchema.safeParse(text).success ? text : undefined;
}
