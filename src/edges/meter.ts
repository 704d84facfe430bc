/** Progress of a long job with its rate and the time that is left. */
import type { Progress } from "../model/effects.ts";

export interface MeterReading extends Progress {
  /** Units per second in this stage so far; 0 at its beginning. */
  readonly rate: number;
  /** Seconds until the stage ends at this rate, where its total is known. */
  readonly etaSeconds?: number;
}
export type OnMeter = (reading: MeterReading) => void;

const EVERY_MS = 100;

/** At most ten readings a second, besides the first and the last of each stage. */
export class Meter {
  readonly #report: OnMeter | undefined;
  #stage = "";
  #unit = "";
  #total: number | undefined;
  #began = 0;
  #said = 0;

  constructor(report: OnMeter | undefined) {
    this.#report = report;
  }

  begin(stage: string, unit: string, total?: number): void {
    this.#stage = stage;
    this.#unit = unit;
    this.#total = total;
    this.#began = performance.now();
    this.#say(0, this.#began);
  }

  at(done: number): void {
    const now = performance.now();
    if (now - this.#said >= EVERY_MS || done === this.#total) this.#say(done, now);
  }

  end(done: number): void {
    this.#say(done, performance.now());
  }

  #say(done: number, now: number): void {
    this.#said = now;
    const seconds = (now - this.#began) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const total = this.#total;
    this.#report?.({
      stage: this.#stage,
      done,
      unit: this.#unit,
      rate,
      ...(total === undefined ? {} : { total }),
      ...(total === undefined || rate === 0 ? {} : { etaSeconds: Math.max(0, total - done) / rate }),
    });
  }
}
