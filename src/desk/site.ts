/** What one server serves: cases by name, and who may come in. */
import { basename, resolve } from "node:path";
import { PlumblineError } from "../errors.ts";
import { systemEffects } from "../store/effects.ts";
import type { Access } from "./access/access.ts";
import { Case } from "../workbench/case.ts";
import type { CaseOptions } from "../workbench/case.ts";
import { OwnerAccess } from "./access/owner.ts";
import { Jobs } from "./corpus/jobs.ts";
import { UPLOAD_LIMITS } from "./corpus/uploads.ts";
import type { UploadLimits } from "./corpus/uploads.ts";
import type { JobView } from "./corpus/jobs.ts";
import { Seat } from "./seat.ts";
import { ServedCase } from "./served-case.ts";
import { CASE_NAME, nameOfNew, Shelf } from "./shelf.ts";
import type { NewCase } from "./shelf.ts";
import { sweepUnsaved } from "./sweep-unsaved.ts";

export interface SiteOptions {
  readonly folder?: string | undefined;
  readonly uploads?: UploadLimits;
  readonly now?: () => string;
  /** Told what was found wrong in a case and put right, a sentence each. */
  readonly say?: (text: string) => void;
}

export class Site {
  readonly #cases = new Map<string, ServedCase>();
  readonly #shelf: Shelf | undefined;
  readonly access: Access;
  /** How much people may send in, to each case. */
  readonly uploads: UploadLimits;
  /** The clock of what is kept for a while: ISO 8601 UTC with milliseconds. Records have the log's own. */
  readonly now: () => string;
  readonly #say: (text: string) => void;
  /** Cases that are being made, one after the other. */
  readonly making = new Jobs();

  /**
   * @param makeAccess given how to find a case, so that the owner's reader can be computed
   * @param options `folder`: where new cases are kept; without one none can be made. `uploads`: of every case here. `now`: a clock
   */
  constructor(makeAccess: (site: Site) => Access, options: SiteOptions = {}) {
    this.access = makeAccess(this);
    this.uploads = options.uploads ?? UPLOAD_LIMITS;
    this.#say = options.say ?? (() => undefined);
    this.now = options.now ?? (() => systemEffects.now());
    this.#shelf = options.folder === undefined ? undefined : new Shelf(options.folder);
  }

  /**
   * Opens a case and gives it a name, that of its folder unless another is given.
   * @throws PlumblineError USAGE if the name is taken or no name; what opening throws.
   */
  async add(
    folder: string,
    options: {
      readonly name?: string;
      readonly editions?: string;
      readonly open?: CaseOptions;
    } = {},
  ): Promise<ServedCase> {
    const name = options.name ?? basename(folder);
    if (!CASE_NAME.test(name) || this.#cases.has(name))
      throw new PlumblineError(
        "USAGE",
        `“${name}” cannot be the name of a case on this server, or is taken.`,
        {
          hint: "Give each case a folder name of its own: letters, digits, dot, dash.",
        },
      );
    const say = (text: string) => this.#say(`${name}: ${text}`);
    const opened = await Case.open(folder, { say, access: "possible", ...options.open });
    if (opened.readOnly)
      say("it cannot be written here, and is shown as it was when it was opened. Nothing can be recorded.");
    const served = new ServedCase(name, opened, options.editions ?? `${folder}/editions`, this);
    try {
      await sweepUnsaved(served, this.access);
    } catch (error) {
      await opened.close();
      throw error;
    }
    this.#cases.set(name, served);
    return served;
  }

  /**
   * Opens every case of the folder that is not open yet.
   * @returns those that could not be opened, with the reason
   */
  async addShelved(): Promise<readonly { readonly name: string; readonly why: string }[]> {
    const failed: { name: string; why: string }[] = [];
    for (const { name, folder, editions } of this.#closed())
      try {
        await this.add(folder, { name, editions });
      } catch (error) {
        failed.push({ name, why: error instanceof PlumblineError ? error.line() : "It cannot be read." });
      }
    return failed;
  }

  /** What a person may make here: whether anything, and which cases of the folder they may open. */
  async makes(
    session: string | undefined,
  ): Promise<{ readonly any: boolean; readonly closed: readonly string[] }> {
    const maker = this.#shelf === undefined ? undefined : await this.access.maker(session);
    const closed = maker === "owner" ? this.#closed().map(({ name }) => name) : [];
    return { any: maker !== undefined, closed };
  }

  /**
   * Makes a case, or opens the one that has the name, as a job whose title is the name.
   * @throws PlumblineError UNAUTHENTICATED; FORBIDDEN for a person who may not, or without a folder; OUT_EXISTS on a server with
   * accounts for a name that is taken; QUEUE_FULL.
   */
  async make(session: string | undefined, asked: NewCase): Promise<JobView> {
    const person = await this.access.person(session);
    if (person === undefined) throw new PlumblineError("UNAUTHENTICATED", "There is no session.");
    const maker = await this.access.maker(session);
    if (maker === undefined)
      throw new PlumblineError("FORBIDDEN", "Cases are made by an administrator of this server.", {
        hint: "Ask one for a case, and for a place in it.",
      });
    const shelf = this.#shelf;
    if (shelf === undefined)
      throw new PlumblineError("FORBIDDEN", "This server has no folder for new cases.", {
        setting: "folder",
        hint: "The person who runs the server can give it one.",
      });
    const name = nameOfNew(asked);
    const has = () => this.#cases.has(name) || shelf.find(name) !== undefined;
    const place = this.#cases.has(name) ? await this.access.principal(session, name) : undefined;
    // Places go by the name of a case: those of an earlier one of this name would open this one, too.
    const former = !has() && ((await this.access.people(name))?.size ?? 0) > 0;
    if (former || (maker !== "owner" && place === undefined && has()))
      throw new PlumblineError("OUT_EXISTS", "There is or was a case of this name.", { where: name });
    return this.making.add(person, "make", name, async (context) => {
      if (this.#cases.has(name)) return { refs: [], lines: ["The case is open."] };
      const isNew = shelf.find(name) === undefined;
      const done = isNew ? await shelf.make(asked, person, context) : { refs: [], lines: [] };
      const { folder, editions } = shelf.find(name)!;
      const served = await this.add(folder, { name, editions });
      if (isNew) await this.access.settle(person, name, await served.opened.keeper());
      return done;
    });
  }

  #closed() {
    const open = new Set([...this.#cases.values()].map(({ opened }) => resolve(opened.folder)));
    return (this.#shelf?.list() ?? []).filter(
      ({ name, folder }) => !this.#cases.has(name) && !open.has(resolve(folder)),
    );
  }

  /** @throws PlumblineError NOT_FOUND. For the program itself; people come in by `seat`. */
  served(name: string): ServedCase {
    const served = this.#cases.get(name);
    if (served === undefined) throw new PlumblineError("NOT_FOUND", "There is no such case here.");
    return served;
  }

  /** Removes what people who have no place in a case any more had typed there; a case that is not here has nothing. */
  async forgetGone(name: string): Promise<void> {
    const served = this.#cases.get(name);
    if (served !== undefined) await sweepUnsaved(served, this.access);
  }

  /** Seats of a session in every case that exists for it, in order of name. */
  async seats(session: string | undefined): Promise<Seat[]> {
    const names = [...this.#cases.keys()].sort();
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
    const seat = this.#cases.has(name) ? await this.#seat(session, name) : undefined;
    if (seat === undefined) throw new PlumblineError("NOT_FOUND", "There is no such case here.");
    return seat;
  }

  async #seat(session: string | undefined, name: string): Promise<Seat | undefined> {
    const principal = await this.access.principal(session, name);
    return principal === undefined ? undefined : new Seat(this.served(name), principal, this.access, session);
  }

  async close(): Promise<void> {
    await this.making.close();
    for (const { opened, jobs, uploads, unsaved } of this.#cases.values()) {
      await jobs.close();
      uploads.close();
      unsaved.close();
      await opened.close();
    }
    this.#cases.clear();
  }
}

/** A site for the owner of the machine, who is called `person`. */
export function ownerSite({
  person = "analyst",
  ...options
}: SiteOptions & { readonly person?: string } = {}): {
  readonly site: Site;
  readonly owner: OwnerAccess;
} {
  let owner: OwnerAccess | undefined;
  const site = new Site((self) => {
    owner = new OwnerAccess(person, {
      readerOf: (name) => self.served(name).opened.owner(),
      folderOf: (name) => self.served(name).opened.folder,
      now: () => self.now(),
    });
    return owner;
  }, options);
  return { site, owner: owner! };
}
