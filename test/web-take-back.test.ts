import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peopleAccess } from "./support/site.ts";
import { tempFolder } from "./support/temp.ts";
import { ROLES } from "../src/model/access.ts";
import type { CaseRecord } from "../src/model/records.ts";
import { Site } from "../src/desk/index.ts";
import type { NewRecord, Seat } from "../src/desk/index.ts";
import { backOf, withdrawals } from "../src/web/data/take-back.ts";

/** The records are made in the page; that the server takes them, and what stands then, is tried on a real case. */
describe("taking back what was recorded", () => {
  const cleanups: (() => void)[] = [];
  let site: Site;
  let seat: Seat;
  beforeAll(async () => {
    const folder = tempFolder((clean) => cleanups.push(clean));
    site = new Site(() => peopleAccess({ ada: { reader: { ceiling: "RED", groups: [] }, roles: ROLES } }));
    await site.add(`${folder}/alpha`, { open: { create: { by: "ada", organisation: "Desk" } } });
    seat = await site.seat("ada", "alpha");
  });
  afterAll(async () => {
    await site.close();
    for (const clean of cleanups) clean();
  });

  const premise = (text: string, more: Partial<NewRecord> = {}): NewRecord => ({
    type: "Premise",
    marking: { tlp: "AMBER" },
    body: { kind: "gap", text },
    ...more,
  });
  const add = async (...records: readonly NewRecord[]): Promise<readonly CaseRecord[]> =>
    seat.append(records);
  const stand = async (): Promise<readonly string[]> =>
    (await seat.fold()).all("Premise").map(({ body }) => body.text);
  const back = async (records: readonly CaseRecord[], earlier: readonly CaseRecord[] = []) =>
    backOf({ caseName: "alpha", records }, new Map(earlier.map((record) => [record.id, record])));

  it("withdraws what is new, a whole batch at a time", async () => {
    const records = await add(
      premise("one"),
      premise("two", { marking: { tlp: "GREEN" } }),
      ...Array.from({ length: 70 }, (_, i) => premise(`gap ${i}`)),
    );
    expect(await stand()).toHaveLength(72);
    const undo = (await back(records))!;
    expect(undo).toHaveLength(3);
    await add(...undo);
    expect(await stand()).toEqual([]);
  });

  it("puts earlier words back where they were replaced", async () => {
    const [old] = await add(
      premise("as it was", { body: { kind: "gap", text: "as it was", key: "G1" }, heldAt: "2031-01-01" }),
    );
    const records = await add(premise("as it is", { supersedes: old!.id }), premise("and another"));
    expect(await stand()).toEqual(["as it is", "and another"]);
    await add(...(await back(records, [old!]))!);
    expect(await stand()).toEqual(["as it was"]);
    const [now] = (await seat.fold()).all("Premise");
    expect(now).toMatchObject({ heldAt: "2031-01-01", body: { key: "G1" }, supersedes: records[0]!.id });
  });

  it("does not put words back under a lower marking, nor those it does not know", async () => {
    const [old] = await add(premise("closed", { marking: { tlp: "AMBER+STRICT" } }));
    const records = await add(premise("open", { supersedes: old!.id, marking: { tlp: "GREEN" } }));
    expect(await back(records, [old!])).toBeUndefined();
    expect(await back(records)).toBeUndefined();
  });

  it("gives each organisation and marking a withdrawal of its own", () => {
    const record = (id: string, organisation: string, tlp: "RED" | "AMBER") => ({
      id,
      for: organisation,
      marking: { tlp },
    });
    const made = withdrawals(
      [
        record("a", "pty_1", "RED"),
        record("b", "pty_2", "RED"),
        record("c", "pty_1", "AMBER"),
        record("d", "pty_1", "RED"),
      ],
      "Wrong.",
    );
    expect(made.map(({ for: of, marking, body }) => [of, marking.tlp, body["about"]])).toEqual([
      ["pty_1", "RED", ["a", "d"]],
      ["pty_2", "RED", ["b"]],
      ["pty_1", "AMBER", ["c"]],
    ]);
  });
});
