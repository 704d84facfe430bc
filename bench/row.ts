/** One line of a benchmark. */
export interface BenchRow {
  readonly name: string;
  readonly n: number;
  readonly unit: string;
  readonly cpuSeconds: number;
  /** Units per second of processor time, user and system, child processes included. */
  readonly perSecond: number;
}
