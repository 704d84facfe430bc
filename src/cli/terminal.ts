/** What commands write: plain lines or one JSON value on standard output, progress and complaints on standard error. */
import type { OnProgress, Progress } from "../model/effects.ts";
import { visible, visibleJson, visibleLines } from "../model/visible.ts";
import { count } from "../words.ts";

export interface Terminal {
  readonly json: boolean;
  /** One line or several, on standard output. Nothing under `--json`. */
  line(text?: string): void;
  /** The result of a command: JSON under `--json`, else what `show` writes. */
  result(value: unknown, show: () => void): void;
  /** Something to read, on standard error, also under `--json`. */
  readonly note: (text: string) => void;
  progress: OnProgress;
}

/** @param json write the result as one JSON value instead of lines */
export function createTerminal(json: boolean): Terminal {
  const bar = progressLine();
  const line = (text = "") => {
    bar.clear();
    if (!json) process.stdout.write(`${visibleLines(text)}\n`);
  };
  return {
    json,
    line,
    result: (value, show) => {
      bar.clear();
      if (json) process.stdout.write(`${visibleJson(JSON.stringify(value, undefined, 2))}\n`);
      else show();
    },
    note: (text) => {
      bar.clear();
      process.stderr.write(`${visibleLines(text)}\n`);
    },
    progress: bar.show,
  };
}

const REDRAW_MS = 100;

/** One line that is drawn over: stage, share, rate, time left. Silent where standard error is not a terminal. */
function progressLine(): { show: OnProgress; clear: () => void } {
  let stage = "";
  let started = 0;
  let drawn = 0;
  let visible = false;
  const clear = () => {
    if (visible) process.stderr.write("\r\u001B[K");
    visible = false;
  };
  const show = (progress: Progress) => {
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (progress.stage !== stage) {
      stage = progress.stage;
      started = now;
      drawn = 0;
    }
    if (now - drawn < REDRAW_MS && progress.done !== progress.total) return;
    drawn = now;
    visible = true;
    process.stderr.write(`\r\u001B[K${visibleLines(progressText(progress, (now - started) / 1000))}`);
  };
  return { show, clear };
}

const whole = (value: number) => count(Math.round(value));

/** "reading: 42 %, 310,000 of 740,000 rows, 95,000 rows/s, 5 s left" */
export function progressText({ stage, done, total, unit }: Progress, seconds: number): string {
  const rate = seconds > 0.2 ? done / seconds : 0;
  const parts =
    total === undefined || total === 0
      ? [`${whole(done)} ${unit}`]
      : [`${Math.floor((100 * done) / total)} %, ${whole(done)} of ${whole(total)} ${unit}`];
  if (rate > 0) parts.push(`${whole(rate)} ${unit}/s`);
  if (rate > 0 && total !== undefined && done < total)
    parts.push(`${count(Math.ceil((total - done) / rate))} s left`);
  return `${stage}: ${parts.join(", ")}`;
}

/** Rows in columns, the first row as the head. Numbers are aligned right; a text with line ends makes no line of its own. */
export function table(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  const numeric = widths.map((_, i) => rows.slice(1).every((row) => /^[\d,.−-]*%?$/.test(row[i] ?? "")));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (numeric[i] === true ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
