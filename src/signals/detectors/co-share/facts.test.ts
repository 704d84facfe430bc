/** What explanations read of a group: sittings with the meeting that stands for each. */
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../../../test/support/synthetic-source.ts";
import { groupShares, shareIndex } from "./facts.ts";

const SECOND = 1000;
const list = (
  [
    // One sitting: three accounts meet on object 0, two of them on 1; 0 is shared by an outsider besides.
    [0, 0, 0],
    [1, 0, 20],
    [2, 0, 40],
    [0, 1, 300],
    [1, 1, 310],
    [3, 0, 5000],
    // Another one, more than ten minutes later.
    [0, 2, 2000],
    [2, 2, 2030],
  ] as const
).map(([account, object, seconds]) => ({ account, object, time: seconds * SECOND }));

const groupOf = (order: readonly number[], windowSeconds = 60) => {
  const columns = columnsOf(
    order.map((i) => list[i]!),
    4,
    3,
    "second",
  );
  const met = Int32Array.from(order.keys()).filter((i) => columns.account[i] !== 3);
  return groupShares(
    shareIndex(columns),
    { accounts: Int32Array.of(0, 1, 2), shares: met },
    windowSeconds * SECOND,
    new Map([[0, "page.example"]]),
  );
};

describe("the shares of a group", () => {
  it("are cut into sittings, each with the meeting of most accounts", () => {
    expect(groupOf([...list.keys()]).occasions).toEqual([
      { object: 0, from: 0, to: 40 * SECOND, accounts: 3, objects: [0, 1] },
      { object: 2, from: 2000 * SECOND, to: 2030 * SECOND, accounts: 2, objects: [2] },
    ]);
  });

  it("are of the scale of null 3 at a window of 0 too: five recorded steps", () => {
    expect(groupOf([...list.keys()], 0).sittingMs).toBe(5 * SECOND);
  });

  it("do not depend on the order of rows", () => {
    const [one, other] = [groupOf([...list.keys()]), groupOf([...list.keys()].reverse())];
    expect(other.occasions).toEqual(one.occasions);
    for (const object of [0, 1, 2]) expect(other.ofObject(object)).toEqual(one.ofObject(object));
    expect(other.around).toEqual(one.around);
  });

  it("leave a host that the group links to out of the links of others", () => {
    expect(groupOf([...list.keys()]).otherHosts).toEqual([]);
  });
});
