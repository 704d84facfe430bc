/** Puts pairs of several threads into one order that depends on the file alone. */
import { joinPairs, type PairList } from "../kernel/coshare/sweep.ts";

/**
 * Numbers the accounts that are in a pair anew, in order of their rows, and orders the pairs by (a, b). O(pairs +
 * accounts), and a sort of the accounts in pairs.
 * @param accountRow a row of each account by code, different for different accounts
 * @param renumber false leaves codes as they are
 */
export function inOrder(
  lists: readonly PairList[],
  accountRow: Uint32Array,
  renumber: boolean,
): { pairs: PairList; accountRow: Uint32Array } {
  if (!renumber) return { pairs: joinPairs(lists, accountRow.length), accountRow };
  const codeOf = new Int32Array(accountRow.length).fill(-1);
  for (const { a, b, length } of lists) for (let i = 0; i < length; i++) codeOf[a[i]!] = codeOf[b[i]!] = 0;
  const used = new Int32Array(accountRow.length);
  let count = 0;
  for (let code = 0; code < codeOf.length; code++) if (codeOf[code] === 0) used[count++] = code;
  const order = used.subarray(0, count).sort((x, y) => accountRow[x]! - accountRow[y]!);
  order.forEach((code, i) => (codeOf[code] = i));
  for (const { a, b, length } of lists)
    for (let i = 0; i < length; i++) {
      const x = codeOf[a[i]!]!;
      const y = codeOf[b[i]!]!;
      a[i] = Math.min(x, y);
      b[i] = Math.max(x, y);
    }
  return { pairs: joinPairs(lists, count), accountRow: Uint32Array.from(order, (code) => accountRow[code]!) };
}
