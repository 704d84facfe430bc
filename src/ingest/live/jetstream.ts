/**
 * Jetstream: the posts of a Bluesky network as lines over a WebSocket. The one place that opens a connection, and only to the address that it
 * is given. After a break, and when a watch goes on, events are asked for again from a few seconds before the last one (`cursor`), since
 * servers do not promise an order to the microsecond; repeats are dropped by the post's id, further on. What is no new post or repost is
 * counted and not kept. A socket that is not read is paused: the server waits, or drops the connection, and nothing piles up here.
 */
import type { WebSocket } from "ws";
import { PlumblineError } from "../../errors.ts";
import { MAX_ROW_BYTES } from "../formats/rows.ts";
import { POST, REPOST } from "../platforms/bluesky.ts";
import { at, text } from "../platforms/values.ts";
import { pauseFor } from "./contract.ts";
import type { Cursor, Lines, LineSource, Say } from "./contract.ts";
import { objectOfLine } from "./line-batch.ts";

/** Events are asked for again from this long before the last one. */
export const MARGIN_US = 5_000_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const CONNECT_MS = 20_000;
/** A server that says nothing for this long is asked anew. */
const SILENT_MS = 60_000;

export interface JetstreamOptions {
  readonly address: string;
  /** Where an earlier watch of the source ended. */
  readonly cursorOf: (identity: string) => Promise<Cursor | undefined>;
  readonly say: Say;
}

export class Jetstream implements LineSource {
  readonly kind = "jetstream";
  readonly name: string;
  readonly identity: string;
  readonly #address: URL;
  readonly #say: Say;
  #socket: WebSocket | undefined;
  /** Lines that came while nobody took them: what one read of the socket brought. */
  #waiting: Buffer[] = [];
  #lines: Lines | undefined;
  /** `time_us` of the last event that was given; 0 for none. */
  #last = 0;
  #wake: (() => void) | undefined;
  #heardAt = 0;
  #waitMs = FIRST_WAIT_MS;
  #everOpen = false;
  /** Events that are no new posts or reposts. */
  other = 0;

  private constructor(address: URL, say: Say) {
    this.#address = address;
    this.#say = say;
    this.name = `${address.host}${address.pathname}`;
    this.identity = `jetstream ${address.href}`;
  }

  /** @throws PlumblineError USAGE for an address that cannot be one. */
  static async at(options: JetstreamOptions): Promise<Jetstream> {
    const address = URL.canParse(options.address) ? new URL(options.address) : undefined;
    if (address === undefined || !/^wss?:$/.test(address.protocol) || address.username !== "")
      throw new PlumblineError(
        "USAGE",
        "The address of a Jetstream is ws://… or wss://…, without a name in it.",
        {
          where: options.address.slice(0, 200),
        },
      );
    address.searchParams.delete("cursor");
    const source = new Jetstream(address, options.say);
    source.#last = Number((await options.cursorOf(source.identity))?.["time_us"] ?? 0);
    return source;
  }

  async read(lines: Lines, signal: AbortSignal): Promise<boolean> {
    this.#lines = lines;
    for (const line of this.#waiting.splice(0)) this.#take(line);
    // While nobody read, nothing could be heard.
    this.#heardAt = performance.now();
    this.#socket?.resume();
    while (!signal.aborted && !lines.full) {
      if (this.#socket === undefined) await this.#connect(signal);
      else await this.#event(signal);
      if (this.#socket !== undefined && performance.now() - this.#heardAt > SILENT_MS)
        this.#socket.terminate();
    }
    this.#socket?.pause();
    this.#lines = undefined;
    return false;
  }

  cursor(): Cursor | undefined {
    return this.#last === 0 ? undefined : { time_us: this.#last };
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.resume();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.terminate(), 1000);
      socket.once("close", () => {
        clearTimeout(timer);
        resolve();
      });
      socket.close(1000);
    });
  }

  /** Waits until something happens, a second at most. */
  #event(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    return pauseFor(1000, AbortSignal.any([signal, woken.signal]));
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { WebSocket: Socket } = await import("ws");
    const address = new URL(this.#address);
    if (this.#last > 0) address.searchParams.set("cursor", String(this.#last - MARGIN_US));
    // Nothing is inflated: a message is as long as it says.
    const socket = new Socket(address, {
      perMessageDeflate: false,
      maxPayload: MAX_ROW_BYTES,
      handshakeTimeout: CONNECT_MS,
    });
    let fault = "it was closed";
    socket.on("error", (error) => (fault = error.message));
    socket.on("message", (data: Buffer) => {
      this.#heardAt = performance.now();
      if (this.#lines === undefined || this.#lines.full) {
        this.#waiting.push(Buffer.from(data));
        socket.pause();
        this.#wake?.();
      } else this.#take(data);
    });
    const giveUp = (): void => socket.terminate();
    signal.addEventListener("abort", giveUp, { once: true });
    const opened = await new Promise<boolean>((resolve) => {
      socket.once("open", () => resolve(true));
      socket.once("close", () => resolve(false));
    });
    signal.removeEventListener("abort", giveUp);
    if (!opened) return this.#lost(fault, signal);
    this.#heardAt = performance.now();
    if (this.#everOpen)
      this.#say(`${this.name}: connected again, from ${MARGIN_US / 1e6} s before the last event.`);
    this.#everOpen = true;
    this.#socket = socket;
    socket.once("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#say(`${this.name}: the connection was lost (${fault}).`);
      this.#wake?.();
    });
  }

  /** @throws PlumblineError CONNECTION where there never was one. */
  async #lost(fault: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (!this.#everOpen)
      throw new PlumblineError("CONNECTION", `There is no answer: ${fault}.`, { where: this.name });
    this.#say(`${this.name}: no connection (${fault}); the next try is in ${this.#waitMs / 1000} s.`);
    await pauseFor(this.#waitMs, signal);
    this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_WAIT_MS);
  }

  #take(line: Buffer): void {
    const event = objectOfLine(line);
    const time = event?.["time_us"];
    // An hour ahead of this machine is no time of a server: a cursor there would skip what comes.
    if (typeof time === "number" && time > this.#last && time < (Date.now() + 3_600_000) * 1000)
      this.#last = time;
    this.#waitMs = FIRST_WAIT_MS;
    const kept = event === undefined || isNewPost(event);
    if (kept) this.#lines!.line(line);
    else this.other++;
    if (this.#lines!.full) this.#wake?.();
  }
}

function isNewPost(event: Readonly<Record<string, unknown>>): boolean {
  const collection = text(at(event, "commit", "collection"));
  const known = collection === POST || collection === REPOST;
  return known && at(event, "commit", "operation") === "create";
}
