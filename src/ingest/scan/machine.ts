/** The compiled scanner of rows (`wasm/rows.ts`), with its signs set and its memory as typed arrays. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILED } from "../confine.ts";

/** Which columns are read; @see setup of `wasm/rows.ts`. */
export interface ScanColumns {
  /** -1 where only times are looked at. */
  readonly account: number;
  /** -1 where no times are looked at. */
  readonly time: number;
  readonly link: number;
  /** Addresses of one page are one link. */
  readonly joined: boolean;
  /** Hash of a link that is not there. */
  readonly noLink: bigint;
}

interface Exported {
  readonly memory: { readonly buffer: ArrayBuffer };
  setSign(sign: number, kinds: number): void;
  setup(
    columns: number,
    account: number,
    time: number,
    link: number,
    delimiter: number,
    joined: number,
    noLink: bigint,
  ): void;
  scan(from: number, to: number): number;
}
type Numbers =
  | "IN"
  | "IN_SIZE"
  | "MAX_ROWS"
  | "ACCOUNTS"
  | "LINKS"
  | "TIMES"
  | "PLACES"
  | "ODD"
  | "next"
  | "odd"
  | "fault"
  | "times"
  | "zoned";

/** Signs of a host, of a path, and of the end of a path, as `PLAIN_PAGE` has them. */
const HOST = /[a-z0-9_-]/;
const PATH = /[A-Za-z0-9._~!$()*+=:@/-]/;
const LAST = /[A-Za-z0-9_~!$()*+=:@-]/;

let compiled: WebAssembly.Module | undefined;

export class ScanMachine {
  readonly #exported: Exported;
  readonly #number: (name: Numbers) => number;
  /** Where bytes go before a scan. */
  readonly input: Buffer;
  readonly #accounts: Int32Array;
  readonly #links: Int32Array;
  readonly #times: Float64Array;
  readonly #places: Uint32Array;
  readonly #odd: Uint32Array;

  constructor() {
    compiled ??= new WebAssembly.Module(readFileSync(join(COMPILED, "ingest", "scan", "rows.wasm")));
    const { exports } = new WebAssembly.Instance(compiled);
    this.#exported = exports as unknown as Exported;
    const numbers = exports as unknown as Readonly<Record<Numbers, WebAssembly.Global>>;
    this.#number = (name) => numbers[name].value;
    const { buffer } = this.#exported.memory;
    const rows = this.#number("MAX_ROWS");
    this.input = Buffer.from(buffer, this.#number("IN"), this.#number("IN_SIZE"));
    this.#accounts = new Int32Array(buffer, this.#number("ACCOUNTS"), 2 * rows);
    this.#links = new Int32Array(buffer, this.#number("LINKS"), 2 * rows);
    this.#times = new Float64Array(buffer, this.#number("TIMES"), rows);
    this.#places = new Uint32Array(buffer, this.#number("PLACES"), rows);
    this.#odd = new Uint32Array(buffer, this.#number("ODD"), rows);
    for (let sign = 0; sign < 128; sign++) {
      const text = String.fromCharCode(sign);
      const kinds = Number(HOST.test(text)) | (Number(PATH.test(text)) << 1) | (Number(LAST.test(text)) << 2);
      this.#exported.setSign(sign, kinds);
    }
  }

  setup(width: number, delimiter: string, { account, time, link, joined, noLink }: ScanColumns): void {
    this.#exported.setup(width, account, time, link, delimiter.charCodeAt(0), Number(joined), noLink);
  }

  /** Scans bytes of the input. The arrays are views, valid until the next scan. */
  scan(from: number, to: number): Scanned {
    const length = this.#exported.scan(from, to);
    return {
      length,
      next: this.#number("next"),
      irregular: this.#number("fault") !== 0,
      account: this.#accounts.subarray(0, 2 * length),
      object: this.#links.subarray(0, 2 * length),
      time: this.#times.subarray(0, length),
      places: this.#places.subarray(0, length),
      odd: this.#odd.subarray(0, this.#number("odd")),
    };
  }

  /** Times in their final form since `setup`, and those of them that say that they are UTC. */
  get times(): { readonly all: number; readonly zoned: number } {
    return { all: this.#number("times"), zoned: this.#number("zoned") };
  }
}

/** Rows of one scan. */
export interface Scanned {
  readonly length: number;
  /** Where the first row begins that does not end in the bytes. */
  readonly next: number;
  readonly irregular: boolean;
  /** Hashes, two words a row, the lower first; of odd rows nothing. */
  readonly account: Int32Array;
  readonly object: Int32Array;
  /** Milliseconds since 1970 UTC. */
  readonly time: Float64Array;
  /** Where each row begins in the input. */
  readonly places: Uint32Array;
  /** Numbers of the odd rows. */
  readonly odd: Uint32Array;
}
