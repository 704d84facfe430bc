/** One case that a server keeps open: its jobs, uploads and unrecorded texts, and a bell that rings when its log has grown. */
import { UnsavedStore } from "../store/unsaved.ts";
import type { Case } from "../workbench/case.ts";
import { Jobs } from "./corpus/jobs.ts";
import { Uploads } from "./corpus/uploads.ts";
import type { UploadLimits } from "./corpus/uploads.ts";

/** How often a log is looked at for what other programs appended, while somebody listens. */
const LOOK_MS = 1000;

export class ServedCase {
  readonly name: string;
  readonly opened: Case;
  /** Folder whose sub-folders are published editions. */
  readonly editions: string;
  readonly jobs = new Jobs();
  readonly uploads: Uploads;
  /** What people have typed here and not recorded. */
  readonly unsaved: UnsavedStore;
  readonly now: () => string;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #size = 0;

  constructor(
    name: string,
    opened: Case,
    editions: string,
    { uploads, now }: { readonly uploads: UploadLimits; readonly now: () => string },
  ) {
    this.uploads = new Uploads(() => opened.makeStaging(), uploads);
    this.unsaved = new UnsavedStore(opened.folder, opened.readOnly);
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
    // Who asks for the log is told what is wrong with it; here nobody asked.
    const size = await this.opened.log.size().catch(() => this.#size);
    if (size === this.#size) return;
    this.#size = size;
    this.ring();
  }
}
