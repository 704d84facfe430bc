/**
 * The window filter: of a stream of shares in time order it lets through those that have another share in the same slot
 * within the window, before any of them has a code. A slot is a few bits of the hash of the object.
 *
 * Lossless for the list of pairs: two shares of one object lie in one slot, so if they are within the window, the later
 * meets a share of that slot within the window, which is the former or a still later one, and so on back to the former;
 * each of them is marked. Strangers in a slot, two shares of one account and old entries whose clock has gone round let
 * shares through that have no partner; exact pruning drops them later. What significance needs (activity, popularity)
 * is not in what comes out.
 *
 * Cost: one random access a share into a table of 8 bytes a slot, which fits the cache, and a ring of the shares that
 * still wait for a partner. A ring that is full lets its oldest shares through unseen, so memory is bounded whatever
 * the window.
 */
import { PlumblineError } from "../../../errors.ts";
import { GAP_LIMIT } from "../time.ts";
import {
  BATCH_SHARES,
  BATCH_STRIDE,
  type HashWords,
  type HashedBatch,
  type HashedChunk,
  type StreamCounts,
} from "./hashed.ts";

export interface WindowFilterOptions {
  readonly windowTicks: number;
  /** Hashes that stand for no account or no object: such shares are left out and counted. */
  readonly noAccount: readonly HashWords[];
  readonly noObject: readonly HashWords[];
  /** The stream is one part of several: its first and last window are let through, for partners in the other parts. */
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** Row of the first share, where chunks bring no rows. */
  readonly firstRow?: number;
  /** False lets every share through that has account, object and time. */
  readonly filter?: boolean;
  /** Slots are 2^slotBits. */
  readonly slotBits?: number;
  /** The ring holds at most 2^ringBits shares. */
  readonly ringBits?: number;
  /** A buffer for the next batch, of BATCH_SHARES * BATCH_STRIDE words; fresh ones unless given. */
  readonly buffer?: () => Int32Array<ArrayBuffer>;
  readonly onBatch: (batch: HashedBatch) => void;
}

const SLOT_BITS = 18;
const RING_BITS = 21;
const FIRST_RING_BITS = 14;
const KEEP = 1;
const VOID = 2;

export class WindowFilter {
  readonly #options: WindowFilterOptions;
  readonly #filter: boolean;
  readonly #maxRing: number;
  /** Of each slot: clock and place in the ring of its latest share. */
  readonly #slots: Int32Array;
  #ring: number;
  #account: Int32Array;
  #object: Int32Array;
  #tick: Float64Array;
  /** Absent as long as rows are consecutive: share i of the stream is then row `#firstRow + i`. */
  #row: Float64Array | undefined;
  readonly #firstRow: number;
  #mark: Uint8Array;
  #head = 0;
  #tail = 0;
  #previous = -Infinity;
  #openUntil = -Infinity;
  #words: Int32Array<ArrayBuffer>;
  #length = 0;
  #clock = 0;
  #firstTick = 0;
  #lastTick = 0;
  #shares = 0;
  #withoutAccount = 0;
  #withoutObject = 0;
  #withoutTime = 0;
  #kept = 0;

  constructor(options: WindowFilterOptions) {
    this.#options = options;
    this.#filter = options.filter ?? true;
    this.#maxRing = 2 ** (options.ringBits ?? RING_BITS);
    this.#slots = new Int32Array(2 * 2 ** (options.slotBits ?? SLOT_BITS));
    this.#ring = Math.min(2 ** FIRST_RING_BITS, this.#maxRing);
    this.#account = new Int32Array(2 * this.#ring);
    this.#object = new Int32Array(2 * this.#ring);
    this.#tick = new Float64Array(this.#ring);
    this.#firstRow = options.firstRow ?? 0;
    this.#mark = new Uint8Array(this.#ring);
    this.#words = this.#buffer();
  }

  /**
   * Takes the next shares of the stream.
   * @throws PlumblineError UNORDERED if a share is earlier than one before it.
   */
  feed(chunk: HashedChunk): void {
    for (let from = 0; from < chunk.length;) {
      this.#drain(this.#filter ? this.#previous - this.#options.windowTicks : Infinity);
      const count = Math.min(chunk.length - from, this.#room(chunk.length - from));
      this.#copy(chunk, from, count);
      this.#look(count);
      from += count;
    }
    this.#shares += chunk.length;
  }

  /** Ends the stream: what still waits is decided, the last batch goes out. */
  end(): StreamCounts {
    if (this.#options.openEnd) this.#keepWaiting();
    this.#drain(Infinity);
    if (this.#length > 0) this.#send();
    return this.counts();
  }

  counts(): StreamCounts {
    return {
      shares: this.#shares,
      withoutAccount: this.#withoutAccount,
      withoutObject: this.#withoutObject,
      withoutTime: this.#withoutTime,
      kept: this.#kept,
    };
  }

  /** Makes room for at least one share; widens the ring as far as it may, then lets the oldest through. */
  #room(wanted: number): number {
    const free = this.#ring - (this.#head - this.#tail);
    if (free >= wanted) return free;
    if (this.#ring < this.#maxRing) {
      this.#widen();
      return this.#room(wanted);
    }
    if (free > 0) return free;
    const enough = this.#tail + Math.max(1, this.#ring >> 2);
    for (let i = this.#tail; i < enough; i++) this.#mark[i & (this.#ring - 1)]! |= KEEP;
    this.#emit(enough);
    return this.#ring - (this.#head - this.#tail);
  }

  #widen(): void {
    const { head, tail } = { head: this.#head, tail: this.#tail };
    const old = this.#ring;
    const ring = old * 2;
    const account = new Int32Array(2 * ring);
    const object = new Int32Array(2 * ring);
    const tick = new Float64Array(ring);
    const row = this.#row === undefined ? undefined : new Float64Array(ring);
    const mark = new Uint8Array(ring);
    for (let i = tail; i < head; i++) {
      const from = i & (old - 1);
      const to = i & (ring - 1);
      account[2 * to] = this.#account[2 * from]!;
      account[2 * to + 1] = this.#account[2 * from + 1]!;
      object[2 * to] = this.#object[2 * from]!;
      object[2 * to + 1] = this.#object[2 * from + 1]!;
      tick[to] = this.#tick[from]!;
      if (row !== undefined) row[to] = this.#row![from]!;
      mark[to] = this.#mark[from]!;
    }
    this.#ring = ring;
    this.#account = account;
    this.#object = object;
    this.#tick = tick;
    this.#row = row;
    this.#mark = mark;
    this.#rebase(tail, head);
  }

  /** Slots name places in the ring; after widening, the places of shares that still wait are written anew. */
  #rebase(tail: number, head: number): void {
    const mask = this.#slots.length / 2 - 1;
    for (let i = tail; i < head; i++) {
      const r = i & (this.#ring - 1);
      if ((this.#mark[r]! & VOID) === 0) this.#slots[2 * (this.#object[2 * r]! & mask) + 1] = r;
    }
  }

  #copy(chunk: HashedChunk, from: number, count: number): void {
    const at = this.#head & (this.#ring - 1);
    const first = Math.min(count, this.#ring - at);
    this.#copyPiece(chunk, from, first, at);
    if (first < count) this.#copyPiece(chunk, from + first, count - first, 0);
  }

  #copyPiece(chunk: HashedChunk, from: number, count: number, at: number): void {
    this.#account.set(chunk.account.subarray(2 * from, 2 * (from + count)), 2 * at);
    this.#object.set(chunk.object.subarray(2 * from, 2 * (from + count)), 2 * at);
    this.#tick.set(chunk.tick.subarray(from, from + count), at);
    if (chunk.row === undefined) return;
    this.#row ??= new Float64Array(this.#ring);
    this.#row.set(chunk.row.subarray(from, from + count), at);
  }

  /** Marks the shares just copied, and those they find in their slots. */
  #look(count: number): void {
    const { windowTicks: w, noAccount, noObject } = this.#options;
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    const wrap = this.#ring - 1;
    const account = this.#account;
    const object = this.#object;
    const tick = this.#tick;
    const mark = this.#mark;
    // The lower words alone; the rare hit is looked at again in full.
    const [a0, a1] = [noAccount[0]?.[0] ?? 0, noAccount[1]?.[0] ?? 0];
    const [o0, o1] = [noObject[0]?.[0] ?? 0, noObject[1]?.[0] ?? 0];
    const keepAll = this.#filter ? 0 : KEEP;
    let previous = this.#previous;
    let until = this.#openUntil;
    const end = this.#head + count;
    for (let i = this.#head; i < end; i++) {
      const r = i & wrap;
      const t = tick[r]!;
      const a = account[2 * r]!;
      const o = object[2 * r]!;
      if (!(t >= previous) || a === a0 || a === a1 || o === o0 || o === o1) {
        if (this.#isVoid(r)) {
          mark[r] = VOID;
          continue;
        }
        if (t < previous) throw unordered(this.#rowOf(i));
      }
      if (previous === -Infinity) until = this.#start(t);
      previous = t;
      // Modulo 2^32; a slot whose clock has gone round can only let too much through.
      const v = t | 0;
      const s = (o & mask) << 1;
      if (((v - slots[s]!) | 0) <= w) {
        mark[r] = KEEP;
        mark[slots[s + 1]!]! |= KEEP;
      } else mark[r] = t <= until ? KEEP : keepAll;
      slots[s] = v;
      slots[s + 1] = r;
    }
    this.#head = end;
    this.#previous = previous;
    this.#openUntil = until;
  }

  /** First share of the stream: empties the slots, returns the last tick that passes for the part before. */
  #start(first: number): number {
    const { windowTicks, openStart } = this.#options;
    const empty = ((first | 0) - windowTicks - 1) | 0;
    for (let s = 0; s < this.#slots.length; s += 2) this.#slots[s] = empty;
    return openStart ? first + windowTicks : -Infinity;
  }

  /** Whether the share at this place of the ring lacks account, object or time; counts it if so. */
  #isVoid(r: number): boolean {
    const { noAccount, noObject } = this.#options;
    if (
      noAccount.some(([lower, upper]) => this.#account[2 * r] === lower && this.#account[2 * r + 1] === upper)
    )
      this.#withoutAccount++;
    else if (
      noObject.some(([lower, upper]) => this.#object[2 * r] === lower && this.#object[2 * r + 1] === upper)
    )
      this.#withoutObject++;
    else if (Number.isFinite(this.#tick[r]!)) return false;
    else this.#withoutTime++;
    return true;
  }

  #rowOf(i: number): number {
    return this.#row === undefined ? this.#firstRow + i : this.#row[i & (this.#ring - 1)]!;
  }

  #keepWaiting(): void {
    for (let i = this.#tail; i < this.#head; i++) this.#mark[i & (this.#ring - 1)]! |= KEEP;
  }

  /** Lets go of the shares that are older than `limit`: kept ones go out, the others are dropped. */
  #drain(limit: number): void {
    const tick = this.#tick;
    const mark = this.#mark;
    const wrap = this.#ring - 1;
    let to = this.#tail;
    while (to < this.#head && (tick[to & wrap]! < limit || (mark[to & wrap]! & VOID) !== 0)) to++;
    this.#emit(to);
  }

  #emit(to: number): void {
    const wrap = this.#ring - 1;
    const account = this.#account;
    const object = this.#object;
    const mark = this.#mark;
    const row = this.#row;
    const firstRow = this.#firstRow;
    let words = this.#words;
    for (let i = this.#tail; i < to; i++) {
      const r = i & wrap;
      if (mark[r] !== KEEP) continue;
      const t = this.#tick[r]!;
      if (this.#length === 0) {
        this.#firstTick = t;
        this.#clock = 0;
      } else this.#clock = (this.#clock + Math.min(t - this.#lastTick, GAP_LIMIT)) | 0;
      this.#lastTick = t;
      const p = BATCH_STRIDE * this.#length;
      words[p] = account[2 * r]!;
      words[p + 1] = account[2 * r + 1]!;
      words[p + 2] = object[2 * r]!;
      words[p + 3] = object[2 * r + 1]!;
      words[p + 4] = this.#clock;
      words[p + 5] = row === undefined ? firstRow + i : row[r]!;
      if (++this.#length < BATCH_SHARES) continue;
      this.#send();
      words = this.#words;
    }
    this.#tail = to;
  }

  #send(): void {
    const length = this.#length;
    this.#kept += length;
    this.#length = 0;
    this.#options.onBatch({
      length,
      words: this.#words,
      firstTick: this.#firstTick,
      lastTick: this.#lastTick,
    });
    this.#words = this.#buffer();
  }

  #buffer(): Int32Array<ArrayBuffer> {
    return this.#options.buffer?.() ?? new Int32Array(BATCH_SHARES * BATCH_STRIDE);
  }
}

function unordered(row: number): PlumblineError {
  return new PlumblineError("UNORDERED", `Row ${row + 1} is earlier than a row before it.`);
}
