/**
 * Recomputes a log from its rows: text, salt, leaf, rules, tombstones, signatures, and the root. Names the first
 * record that does not hold. A root kept elsewhere also finds truncation and rewriting; without one nothing can.
 */
import { PlumblineError } from "../../errors.ts";
import { canonicalJson } from "../../model/canonical.ts";
import { leafOfText, MerkleTree } from "../../model/merkle.ts";
import type { CaseRecord } from "../../model/records.ts";
import { purgedBy } from "../../model/references.ts";
import type { LogEntry } from "./case-log.ts";
import { LogState } from "./index-state.ts";
import { integrityFault, readRows, textOf } from "./log-file.ts";
import type { LogRow } from "./log-file.ts";
import { lookAtLog } from "./look.ts";

export interface LogFailure {
  readonly seq: number;
  readonly id: string;
  readonly why: string;
}

export interface LogVerification {
  readonly size: number;
  readonly root: string;
  readonly tombstones: number;
  /** The first record that does not hold, or undefined. */
  readonly failure: LogFailure | undefined;
  /** With a root given: the number of leaves it is over; undefined if no prefix of this log has it. */
  readonly keptRoot: { readonly root: string; readonly size: number | undefined } | undefined;
  /** Part of the log was read from side files, which a program that was killed or still runs has left. */
  readonly unclosed: boolean;
  /** The leaves that hold, without tombstones. */
  readonly entries: readonly HeldEntry[];
  readonly records: readonly CaseRecord[];
}

/** A leaf with its record. */
export type HeldEntry = LogEntry & { readonly record: CaseRecord; readonly salt: string };

/** What is known before the second pass: which ids a later Claim says were purged, with their leaf hash. */
type Purges = ReadonlyMap<string, string>;

function collectPurges(rows: readonly LogRow[]): Purges {
  const purges = new Map<string, string>();
  for (const row of rows) {
    if (row.record === null || !row.id.startsWith("clm_")) continue;
    try {
      const purge = purgedBy(JSON.parse(textOf(row.record) ?? "") as CaseRecord<"Claim">);
      if (purge !== undefined) purges.set(purge.id, purge.leaf);
    } catch {
      // The row itself fails in the second pass, with its number.
    }
  }
  return purges;
}

/** Why a row does not hold, or undefined. Adds the record to `state` and `entries` if it does. */
function rowProblem(
  row: LogRow,
  expectedSeq: number,
  state: LogState,
  purges: Purges,
  entries: HeldEntry[],
): string | undefined {
  const leaf = Buffer.from(row.leaf);
  if (row.seq !== expectedSeq) return `number ${expectedSeq} is missing: the next one is ${row.seq}`;
  if (row.record === null || row.salt === null) {
    if (row.record !== null || row.salt !== null) return "body and salt are not both there";
    const stated = purges.get(row.id);
    if (stated === undefined) return "the body is gone and no record says that it was purged";
    if (stated !== leaf.toString("hex")) return "the leaf is not the one its purge recorded";
    state.acceptPurged(row.id);
    return undefined;
  }
  const text = textOf(row.record);
  if (text === undefined) return "the text is not UTF-8";
  let record: CaseRecord;
  try {
    record = JSON.parse(text) as CaseRecord;
    if (canonicalJson(record) !== text) return "the text is not canonical JSON";
  } catch {
    return "the text is not JSON";
  }
  if (!leafOfText(row.salt, text).equals(leaf)) return "text and salt do not give the leaf";
  if (record.id !== row.id) return "the row has another id than its record";
  try {
    state.accept(record);
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.message} [${error.code}]`;
    throw error;
  }
  const salt = Buffer.from(row.salt).toString("hex");
  entries.push({ seq: row.seq, id: row.id, leaf: leaf.toString("hex"), salt, record });
  return undefined;
}

/**
 * Verifies the log file at `path`, and leaves it and what lies beside it as they are.
 * @param keptRoot a root in hexadecimal that was kept elsewhere.
 * @throws PlumblineError CASE_DAMAGED or STORE if the file cannot be read at all.
 */
export function verifyLog(path: string, keptRoot?: string): LogVerification {
  const { rows, fault, unclosed } = lookAtLog(path, (db, sides) => ({
    rows: readRows(db),
    fault: integrityFault(db),
    unclosed: sides,
  }));
  const purges = collectPurges(rows);
  const state = new LogState();
  const tree = new MerkleTree();
  state.addRoot(tree.root());
  const entries: HeldEntry[] = [];
  let failure: LogFailure | undefined;
  let keptSize: number | undefined;
  for (const [index, row] of rows.entries()) {
    const why = rowProblem(row, index + 1, state, purges, entries);
    if (why !== undefined) failure ??= { seq: row.seq, id: row.id, why };
    tree.add(row.leaf);
    state.addRoot(tree.root());
    if (tree.root() === keptRoot) keptSize = tree.size;
  }
  if (rows.length === 0) failure = { seq: 0, id: "the log", why: "it holds no record" };
  if (fault !== undefined) failure ??= { seq: 0, id: "the file of the log", why: fault };
  return {
    size: tree.size,
    root: tree.root(),
    tombstones: rows.filter((row) => row.record === null).length,
    failure,
    unclosed,
    keptRoot: keptRoot === undefined ? undefined : { root: keptRoot, size: keptSize },
    entries,
    records: entries.map(({ record }) => record),
  };
}
