/**
 * A person's seat at a case: everything a server does for a request goes through one. Reads come from the fold of the
 * records the person may see, and nothing else of the log is within reach; writes are checked against that same fold
 * first, so that a reference to a hidden record fails exactly as one to a record that never was.
 */
import { z } from "zod";
import { editionView, partyView, sectionCounts, takingPart, wordsOf } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { may } from "../model/access.ts";
import type { AccessLine, Permission, Principal } from "../model/access.ts";
import { compareTlp, markingSchema } from "../model/marking.ts";
import type { Reader, Tlp } from "../model/marking.ts";
import type { AsOf, Reasoning } from "../views/reasoning.ts";
import { recordSchema } from "../model/records.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import { partySchema } from "../views/basics.ts";
import type { PartyView } from "../views/basics.ts";
import type { SectionCounts } from "../views/overview.ts";
import { text, view } from "../views/plain.ts";
import type { TraceStep } from "../case/index.ts";
import type { Access } from "./access/access.ts";
import type { Actor, Case, Door } from "../workbench/case.ts";
import { resolveName } from "../workbench/names.ts";
import { draftRecords } from "./draft-records.ts";
import type { NewRecord } from "./new-record.ts";
import { listEditions, readEditionFile } from "./editions.ts";
import type { PublishedEdition } from "./editions.ts";
import { facetsOf, fits } from "./record-search.ts";
import type { RecordFacets, RecordFilter } from "./record-search.ts";
import type { ServedCase } from "./served-case.ts";
import { reasoning } from "../workbench/reasoning.ts";
import { sweepUnsaved } from "./sweep-unsaved.ts";
import { trace } from "../workbench/trace.ts";

/** A record as a reader is shown it. */
export const shownRecordSchema = view("ShownRecord", {
  record: recordSchema,
  /** Lower-case hexadecimal; with the record's canonical JSON they recompute each other. */
  salt: text,
  leaf: text,
  /** Effective marking: the latest re-marking, or its own. */
  marking: markingSchema,
  /** Neither superseded nor withdrawn. */
  stands: z.boolean(),
  /** What it says, in a line; whose words they are comes first. */
  text,
  /** The organisation it was recorded for. */
  organisation: partySchema,
});
export type ShownRecord = z.infer<typeof shownRecordSchema>;

export interface SeatSummary {
  readonly title: string;
  readonly organisations: readonly PartyView[];
  readonly sections: SectionCounts;
  readonly records: number;
  readonly viewRoot: string;
}

/** Something new that the person may see: enough to know what to ask for again. */
export interface RecordEvent {
  readonly id: string;
  readonly type: RecordType;
  readonly at: string;
}

/**
 * Place of the first visible record after the one named; 0 where none is named.
 * @throws PlumblineError CURSOR if it is not visible, be it hidden or absent.
 */
function placeAfter(fold: CaseFold, after: string | undefined): number {
  if (after === undefined) return 0;
  const place = fold.place(after);
  if (place < 0)
    throw new PlumblineError("CURSOR", "“after” is the id of a record of an earlier answer.", {
      where: "query.after",
    });
  return place + 1;
}

/** Rights that are asked for where a case is written. */
const WRITING: readonly Permission[] = ["record", "release"];

export class Seat {
  readonly served: ServedCase;
  readonly principal: Principal;
  readonly #access: Access;
  readonly #session: string | undefined;

  /** @param session asked again for each event, so that what was taken from a person ends at once */
  constructor(served: ServedCase, principal: Principal, access: Access, session: string | undefined) {
    this.served = served;
    this.principal = principal;
    this.#access = access;
    this.#session = session;
  }

  get reader(): Reader {
    return this.principal.reader;
  }

  get #case(): Case {
    return this.served.opened;
  }

  /**
   * @throws PlumblineError FORBIDDEN, which says what is missing and nothing about the case; READ_ONLY for what would write into a case that
   * is only read.
   */
  demand(permission: Permission): void {
    if (!may(this.principal, permission))
      throw new PlumblineError("FORBIDDEN", `This needs the right to ${permission}.`, {
        hint: "Ask an administrator of this server for it.",
      });
    if (WRITING.includes(permission)) this.#case.demandWritable();
  }

  /**
   * The same seat with a lower ceiling, to see what others would see.
   * @throws PlumblineError CEILING if it would be higher.
   */
  lowered(ceiling: Tlp): Seat {
    if (compareTlp(ceiling, this.reader.ceiling) > 0)
      throw new PlumblineError("CEILING", `Your own ceiling is ${this.reader.ceiling}.`);
    const reader = { ...this.reader, ceiling };
    return new Seat(this.served, { ...this.principal, reader }, this.#access, this.#session);
  }

  /** The fold of what the person may see. */
  async fold(): Promise<CaseFold> {
    this.demand("read");
    return this.#case.fold(this.reader);
  }

  /**
   * What an edition at this seat's ceiling would print: the newest draft, or the one named.
   * @throws PlumblineError PUBLISH if there is none, NOT_FOUND.
   */
  async edition(named?: string): Promise<ReturnType<typeof editionView>> {
    const draft = named === undefined ? undefined : resolveName(await this.fold(), named);
    const edition = editionView(await this.#case.log.entries(), this.reader, draft);
    this.note("edition", edition.view.ref);
    return edition;
  }

  /** The reasoning of the case as the person sees it, at one time. @param what for the access log: which view is read */
  async reasoning(what: string, asOf: AsOf = {}): Promise<Reasoning> {
    this.demand("read");
    this.note(what);
    return reasoning(this.#case, this.reader, asOf);
  }

  /** The case in a few lines: its title, the organisations the person may write for, what they see. */
  async summary(): Promise<SeatSummary> {
    const fold = await this.fold();
    const title = fold.all("Edition").at(-1)?.body.title ?? this.served.name;
    const own = [...(await this.ownOrganisations())].filter((id) => fold.find("Party", id) !== undefined);
    return {
      title,
      organisations: own.map((id) => partyView(fold, id, id)),
      sections: sectionCounts(fold),
      records: fold.visible.length,
      viewRoot: await this.viewRoot(),
    };
  }

  /** Merkle root over exactly what the person may see: two people with one view have one root. */
  async viewRoot(): Promise<string> {
    return (await this.fold()).root();
  }

  /**
   * Visible records that fit, in order of arrival: after the one named, whether that fits or not, then after so many more.
   * @returns `total` counts all that fit
   * @throws PlumblineError CURSOR if the one named is not visible, be it hidden or absent.
   */
  async records(
    query: RecordFilter & { readonly after?: string; readonly skip?: number; readonly limit: number },
  ): Promise<{ readonly total: number; readonly records: readonly ShownRecord[] }> {
    const fold = await this.fold();
    const wanted = fits(query);
    const place = placeAfter(fold, query.after);
    const all = fold.visible.filter(({ record }) => wanted(record));
    const before = fold.visible.slice(0, place).filter(({ record }) => wanted(record)).length;
    const from = before + (query.skip ?? 0);
    const page = all.slice(from, from + query.limit);
    for (const { record } of page) this.note("records", record.id);
    return { total: all.length, records: page.map((entry) => shown(fold, entry)) };
  }

  /**
   * What there is to choose from among the visible records: how many, of which types, by whom.
   * @param after of those only that came after this one
   * @throws PlumblineError CURSOR if the one named is not visible, be it hidden or absent.
   */
  async recordFacets(after?: string): Promise<RecordFacets> {
    const fold = await this.fold();
    return facetsOf(fold.visible.slice(placeAfter(fold, after)).map(({ record }) => record));
  }

  /** @throws PlumblineError NOT_FOUND alike for hidden and absent. */
  async record(name: string): Promise<ShownRecord> {
    const fold = await this.fold();
    const id = recordOf(resolveName(fold, name));
    this.note("record", id);
    return shown(fold, fold.visible[fold.place(id)]!);
  }

  /** The plumb line. @throws PlumblineError NOT_FOUND. */
  async trace(name: string): Promise<TraceStep> {
    this.demand("read");
    const line = await trace(this.#case, name, this.reader);
    for (const ref of refsOfLine(line)) this.note("trace", ref);
    return line;
  }

  /** Whether the person owns the machine: there are no accounts beside theirs. */
  async isOwner(): Promise<boolean> {
    return (await this.#access.people(this.served.name)) === undefined;
  }

  /** Published editions that the person may read. */
  async editions(): Promise<readonly PublishedEdition[]> {
    this.demand("read");
    return listEditions(this.served.editions, this.reader);
  }

  /**
   * A file of a published edition, as it lies on disk.
   * @throws PlumblineError NOT_FOUND alike for a file that no manifest lists and one above the person's ceiling.
   */
  async editionFile(edition: string, file: string): Promise<Uint8Array> {
    this.demand("read");
    const bytes = await readEditionFile(this.served.editions, this.reader, edition, file);
    if (bytes === undefined) throw new PlumblineError("NOT_FOUND", "There is no such file.");
    this.note(`edition ${edition}/${file}`);
    return bytes;
  }

  /**
   * Organisations that the person writes for, the usual one first, whether or not their Parties may be seen: those of the
   * membership; for the owner of the machine the one that keeps the case and all that take part in it. The one rule for
   * what is offered and for what is taken.
   */
  async ownOrganisations(): Promise<ReadonlySet<Ref>> {
    const { organisations } = this.principal;
    if (organisations !== "every") return new Set(organisations);
    const fold = await this.fold();
    return new Set([fold.latest(await this.#case.keeper()), ...takingPart(fold)]);
  }

  /** Who writes, for the organisation named or the person's first. @throws PlumblineError FORBIDDEN. */
  async actor(organisation?: Ref): Promise<Actor> {
    const own = await this.ownOrganisations();
    const [first] = own;
    const chosen = organisation ?? first;
    const isOwn = chosen !== undefined && (own.has(chosen) || own.has((await this.fold()).latest(chosen)));
    if (!isOwn)
      throw new PlumblineError("FORBIDDEN", "You do not write for this organisation.", {
        hint: "What it is reported to hold is a reported position, recorded for your own organisation.",
      });
    return { by: this.principal.person, for: chosen };
  }

  /**
   * Who records an organisation that takes part from now on: the first thing recorded for it is itself.
   * @throws PlumblineError FORBIDDEN for everybody but the owner of the machine: an account has its places from others.
   */
  founder(organisation: Ref): Actor {
    if (this.principal.organisations !== "every")
      throw new PlumblineError("FORBIDDEN", "You do not write for this organisation.", {
        hint: "Record it for your own; an administrator gives people the place to write for it.",
      });
    return { by: this.principal.person, for: organisation };
  }

  /**
   * Appends records in one batch, whole or not at all.
   * @returns the records as they were written, and the root over what the person sees from then on
   * @throws PlumblineError READ_ONLY; with every refusal of the batch: FORBIDDEN, RECORD_INVALID, REFERENCE, KEY_TAKEN, CEILING, INVARIANT,
   * MARKING_RULE.
   */
  async append(records: readonly NewRecord[]): Promise<readonly CaseRecord[]> {
    this.demand("read");
    const opened = this.#case;
    opened.demandWritable();
    const issueId = (type: RecordType) => opened.log.issueId(type);
    const { batch, mistakes, nameable } = await draftRecords(records, { seat: this, issueId });
    const door: Door = {
      reader: this.reader,
      organisations: await this.ownOrganisations(),
      nameable,
      mistakes,
      place: ({ at, path }) => ["records", at, ...path].join("."),
    };
    const drafts = batch.filter((item): item is IssuedDraft => !("unread" in item));
    if (mistakes.length > 0) await opened.check(batch, door);
    const written = await opened.append(drafts, door);
    for (const { id } of written) this.note("added", id);
    this.served.ring();
    return written;
  }

  /**
   * Visible records as they arrive, from after the one named on. The person's place is looked up again before each look at
   * the log: what was taken from them ends, and a session that ended ends this.
   */
  async *news(after: string | undefined, signal: AbortSignal): AsyncGenerator<RecordEvent> {
    let wake = (): void => undefined;
    let rung = true;
    const stop = this.served.listen(() => {
      rung = true;
      wake();
    });
    signal.addEventListener("abort", () => wake(), { once: true });
    try {
      let done = await this.#start(after);
      while (!signal.aborted) {
        rung = false;
        const reader = await this.#readerNow();
        if (reader === undefined) return;
        const entries = await this.#case.log.entries();
        const fold = await this.#case.fold(reader);
        for (; done < entries.length; done++) {
          const record = fold.get(entries[done]!.id);
          if (record !== undefined) yield { id: record.id, type: record.type, at: record.at };
        }
        // What was appended while this listener was busy has rung already.
        if (!rung && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop();
    }
  }

  /** What the person may read now and could when this seat was taken; undefined if they may not any more. */
  async #readerNow(): Promise<Reader | undefined> {
    const now = await this.#access.principal(this.#session, this.served.name);
    if (now === undefined || !may(now, "read")) return undefined;
    const { ceiling, groups } = this.reader;
    return {
      ceiling: compareTlp(now.reader.ceiling, ceiling) < 0 ? now.reader.ceiling : ceiling,
      groups: now.reader.groups.filter((group) => groups.includes(group)),
    };
  }

  /** Where news begins: after the record named, if the person may see it; at the end of the log otherwise. */
  async #start(after: string | undefined): Promise<number> {
    const entries = await this.#case.log.entries();
    const known = after !== undefined && (await this.fold()).get(after) !== undefined;
    return known ? entries.findIndex(({ id }) => id === after) + 1 : entries.length;
  }

  /** Removes what is kept for a while and is over: before any of it is read or written. */
  sweepUnsaved(): Promise<void> {
    return sweepUnsaved(this.served, this.#access);
  }

  /** Notes in the access log, outside the case, what the person was shown or did. */
  note(what: string, ref?: Ref): void {
    const { person, organisations } = this.principal;
    const organisation = organisations === "every" ? undefined : organisations[0];
    this.#access.note({
      person,
      case: this.served.name,
      what,
      ...(ref === undefined ? {} : { ref: recordOf(ref) }),
      ...(organisation === undefined ? {} : { organisation }),
    });
  }

  /**
   * Lines of the access log about a record that the person may see, oldest first; undefined where none is kept.
   * @throws PlumblineError NOT_FOUND alike for hidden and absent.
   */
  async linesAbout(name: string): Promise<readonly AccessLine[] | undefined> {
    const record = recordOf(resolveName(await this.fold(), name));
    return this.#access.sawRecord(this.served.name, record);
  }
}

/** Every record of a plumb line, once. */
function refsOfLine(line: TraceStep): ReadonlySet<Ref> {
  return new Set([recordOf(line.ref), ...line.next.flatMap((step) => [...refsOfLine(step)])]);
}

function shown(fold: CaseFold, entry: CaseFold["visible"][number]): ShownRecord {
  const { id, for: organisation } = entry.record;
  return {
    ...entry,
    marking: fold.marking(id)!,
    stands: fold.stands(id),
    text: wordsOf(fold, id)!,
    organisation: partyView(fold, organisation, id),
  };
}
