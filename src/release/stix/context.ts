/** What all writers of objects share: identifiers, the marking of the edition, the extension, the parties. */
import { compareTlp, TLP_LEVELS } from "../../model/marking.ts";
import type { Tlp } from "../../model/marking.ts";
import type { Ref } from "../../model/refs.ts";
import type { PartyView, PlaceView } from "../../views/basics.ts";
import type { EditionView } from "../../views/edition.ts";
import { visible } from "../text.ts";
import { EXTENSION_ID } from "./extension.ts";
import type { ExtensionData } from "./extension.ts";
import { compact, NAMESPACE, uuid5 } from "./objects.ts";
import type { StixObject } from "./objects.ts";
import { ViewRecords } from "./records.ts";
import { tlpMarking, tlpMarkings } from "./tlp.ts";

/** What an object is made of. */
interface Parts {
  readonly type: string;
  /** The record that the object says; it gives identifier, dates and marking. */
  readonly ref: Ref;
  /** The record that gives the dates, where the object is for something that is no record. */
  readonly dated?: Ref;
  readonly createdBy?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly extension?: ExtensionData;
  /** Properties that say the record and nothing else: they may be passed on as the record may. */
  readonly own?: readonly string[];
}

/** Properties of domain objects; observables have neither author nor dates. */
const OBSERVABLES: ReadonlySet<string> = new Set(["file", "domain-name", "user-account"]);

/** What the identity for parties that are not shown stands for. */
export const NOT_SHOWN = "not shown";

/** A party above the line is given under the visible record that names it. */
export const isShown = (party: PartyView): boolean => party.ref.startsWith("pty_");

export class StixContext {
  readonly view: EditionView;
  readonly records: ViewRecords;
  /** Identifiers of what stands for a record, in the order they were made. */
  readonly #ids = new Map<Ref, string>();
  readonly #ceiling: Tlp;
  readonly #classification: string | undefined;
  readonly #levels = new Set<Tlp>();
  /** Identity of who publishes. */
  exporter = "";

  constructor(view: EditionView) {
    this.view = view;
    this.records = new ViewRecords(view);
    this.#ceiling = view.ceiling.tlp;
    this.#levels.add(this.#ceiling);
    this.#classification =
      view.ceiling.classification === undefined
        ? undefined
        : this.newId("marking-definition", "classification");
  }

  /** An identifier for this edition. */
  newId(type: string, name: string): string {
    return `${type}--${uuid5(NAMESPACE, `${this.view.viewRoot}/${type}/${name}`)}`;
  }

  /** Says which object stands for a record or part. */
  stand(ref: Ref, id: string): string {
    this.#ids.set(ref, id);
    return id;
  }

  /** The object that stands for a record or part; undefined where there is none. */
  idOf(ref: Ref): string | undefined {
    return this.#ids.get(ref) ?? this.#ids.get(this.records.latest(ref));
  }

  /** Objects that stand for these, each once; the report where there are none. */
  refsOrReport(refs: readonly (Ref | undefined)[]): string[] {
    const found = this.refs(refs);
    return found.length > 0 ? found : [this.idOf(this.view.ref)!];
  }

  refs(refs: readonly (Ref | undefined)[]): string[] {
    const found = refs.flatMap((ref) => (ref === undefined ? [] : (this.idOf(ref) ?? [])));
    return [...new Set(found)];
  }

  /** The identity of a party of the view; all that are not shown at this level are one. */
  partyId(party: PartyView): string {
    return (isShown(party) ? this.idOf(party.ref) : undefined) ?? this.idOf(NOT_SHOWN)!;
  }

  /** Places in sources, for the extension. */
  places(places: readonly PlaceView[]): { source_ref?: string; label: string; place?: string }[] {
    return places.map(({ source, label, text }) => {
      const id = source.startsWith("art_") ? this.idOf(source) : undefined;
      return {
        ...(id === undefined ? {} : { source_ref: id }),
        label,
        ...(text === "" ? {} : { place: visible(text) }),
      };
    });
  }

  /** The object of these parts; from here on it stands for the record. */
  object(parts: Parts): StixObject {
    const { type, ref, properties, extension } = parts;
    const id = this.idOf(ref) ?? this.stand(ref, this.newId(type, ref));
    const at = this.records.get(parts.dated ?? ref)?.at ?? this.view.asOf;
    const dates = { created: at, modified: at, created_by_ref: parts.createdBy ?? this.exporter };
    return compact({
      type,
      spec_version: "2.1",
      id,
      ...(OBSERVABLES.has(type) ? {} : dates),
      ...properties,
      ...this.markings(ref, parts.own ?? []),
      ...(extension === undefined
        ? {}
        : { extensions: { [EXTENSION_ID]: { extension_type: "property-extension", ...extension } } }),
    }) as unknown as StixObject;
  }

  /** The ceiling for the whole, and below it what says nothing but a record that is marked lower. */
  markings(ref: Ref, own: readonly string[]): Readonly<Record<string, unknown>> {
    const level = this.records.level(ref) ?? this.#ceiling;
    const lower = own.length > 0 && compareTlp(level, this.#ceiling) < 0;
    return {
      object_marking_refs: [
        this.#mark(this.#ceiling),
        ...(this.#classification === undefined ? [] : [this.#classification]),
      ],
      granular_markings: lower ? [{ selectors: own, marking_ref: this.#mark(level) }] : [],
    };
  }

  #mark(level: Tlp): string {
    this.#levels.add(level);
    return tlpMarkings().ids.get(level)!;
  }

  /** The definitions of every marking that was used. */
  definitions(): StixObject[] {
    const used = TLP_LEVELS.filter((level) => this.#levels.has(level)).map(tlpMarking);
    const line = this.view.ceiling.classification;
    if (this.#classification === undefined || line === undefined) return used;
    const statement = {
      type: "marking-definition",
      spec_version: "2.1",
      id: this.#classification,
      created: this.view.asOf,
      definition_type: "statement",
      definition: { statement: visible(line) },
    };
    return [...used, statement];
  }
}
