/** What one server serves: cases by name, who may come in, and a bell that rings when a log has grown. */
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { systemEffects } from "../store/effects.ts";
import { UnsavedStore } from "../store/unsaved.ts";
import type { Access } from "./access/access.ts";
import { Case } from "./case.ts";
import type { CaseOptions } from "./case.ts";
import { OwnerAccess } from "./access/owner.ts";
import { Jobs } from "./corpus/jobs.ts";
import { Uploads } from "./corpus/uploads.ts";
import type { UploadLimits } from "./corpus/uploads.ts";
import { Seat } from "./seat.ts";
import { sweepUnsaved } from "./unsaved.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;
/** How often a log is looked at for what other programs appended, while somebody listens. */
const LOOK_MS = 1000;

interface RoomOptions {
  readonly uploads?: UploadLimits;
  readonly now?: () => string;
}

/** One case on a server. */
export class Room {
  readonly name: string;
  readonly opened: Case;
  /** Folder whose sub-folders are published editions. */
  readonly editions: string;
  readonly jobs = new Jobs();
  readonly uploads: Uploads;
  /** What people have typed here and not recorded. */
  readonly unsaved: UnsavedStore;
  /** The clock of what is kept for a while: ISO 8601 UTC with milliseconds. Records have the log's own. */
  readonly now: () => string;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #size = 0;

  constructor(
    name: string,
    opened: Case,
    editions: string,
    { uploads, now = () => systemEffects.now() }: RoomOptions = {},
  ) {
    this.uploads = new Uploads(() => opened.makeStaging(), uploads);
    this.unsaved = new UnsavedStore(opened.folder);
    this.now = now;
    this.name = name;
    this.opened = opened;
    this.editions = editions;
  }

  /** Calls `listener` whenever the log has grown; returns how to stop. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MS).unref();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  ring(): void {
    for (const listener of this.#listeners) listener();
  }

  async #look(): Promise<void> {
    const size = await this.opened.log.size();
    if (size === this.#size) return;
    this.#size = size;
    this.ring();
  }
}

export class Site {
  readonly #rooms = new Map<string, Room>();
  readonly access: Access;

  /** @param makeAccess given how to find a case, so that the owner's reader can be computed */
  constructor(makeAccess: (site: Site) => Access) {
    this.access = makeAccess(this);
  }

  /**
   * Opens a case and gives it a name, that of its folder unless another is given.
   * @throws PlumblineError USAGE if the name is taken or no name; what opening throws.
   */
  async add(
    folder: string,
    options: RoomOptions & {
      readonly name?: string;
      readonly editions?: string;
      readonly open?: CaseOptions;
    } = {},
  ): Promise<Room> {
    const name = options.name ?? basename(folder);
    if (!NAME.test(name) || this.#rooms.has(name))
      throw new PlumblineError(
        "USAGE",
        `“${name}” cannot be the name of a case on this server, or is taken.`,
        {
          hint: "Give each case a folder name of its own: letters, digits, dot, dash.",
        },
      );
    const opened = await Case.open(folder, options.open ?? {});
    const room = new Room(name, opened, options.editions ?? `${folder}/editions`, options);
    this.#rooms.set(name, room);
    await sweepUnsaved(room, this.access);
    return room;
  }

  /** @throws PlumblineError NOT_FOUND. For the program itself; people come in by `seat`. */
  room(name: string): Room {
    const room = this.#rooms.get(name);
    if (room === undefined) throw new PlumblineError("NOT_FOUND", "There is no such case here.");
    return room;
  }

  /** Removes what people who have no place in a case any more had typed there; a case that is not here has nothing. */
  async forgetGone(name: string): Promise<void> {
    const room = this.#rooms.get(name);
    if (room !== undefined) await sweepUnsaved(room, this.access);
  }

  /** Seats of a session in every case that exists for it, in order of name. */
  async seats(session: string | undefined): Promise<Seat[]> {
    const names = [...this.#rooms.keys()].sort();
    const seats = await Promise.all(names.map((name) => this.#seat(session, name)));
    return seats.filter((seat) => seat !== undefined);
  }

  /**
   * The seat of a session in a case.
   * @throws PlumblineError UNAUTHENTICATED without a session; NOT_FOUND alike for a case that is not there and for one
   * the person has no place in.
   */
  async seat(session: string | undefined, name: string): Promise<Seat> {
    if ((await this.access.person(session)) === undefined)
      throw new PlumblineError("UNAUTHENTICATED", "There is no session.");
    const seat = this.#rooms.has(name) ? await this.#seat(session, name) : undefined;
    if (seat === undefined) throw new PlumblineError("NOT_FOUND", "There is no such case here.");
    return seat;
  }

  async #seat(session: string | undefined, name: string): Promise<Seat | undefined> {
    const principal = await this.access.principal(session, name);
    return principal === undefined ? undefined : new Seat(this.room(name), principal, this.access, session);
  }

  async close(): Promise<void> {
    for (const { opened, jobs, uploads, unsaved } of this.#rooms.values()) {
      await jobs.close();
      uploads.close();
      unsaved.close();
      await opened.close();
    }
    this.#rooms.clear();
  }
}

/** A site for whoever owns the machine. */
export function ownerSite(person = "analyst"): { readonly site: Site; readonly owner: OwnerAccess } {
  let owner: OwnerAccess | undefined;
  const site = new Site((self) => {
    owner = new OwnerAccess(person, (name) => self.room(name).opened.owner());
    return owner;
  });
  return { site, owner: owner! };
}
