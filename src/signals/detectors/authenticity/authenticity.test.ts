/** What a run says of small sets whose truth is known, and that no word of a mail stands in a finding. */
import { describe, expect, it } from "vitest";
import { findingOf, runOnTables } from "../../../../test/support/instrument-run.ts";
import type { ExampleTable } from "../../index.ts";
import { example } from "./example.ts";
import { NOT_COMPLETE } from "./findings.ts";
import { authenticity } from "./index.ts";

const box = (mails: readonly string[]): ExampleTable => ({
  key: "box",
  as: "mails",
  csv: mails.map((mail) => `From x Thu May  1 10:00:00 2031\n${mail}\n\n`).join(""),
});
const run = (mails: readonly string[]) => runOnTables(authenticity, [box(mails)], { mails: "box" });
const value = (result: Awaited<ReturnType<typeof run>>, id: string, name: string) =>
  findingOf(result, id).statistics.find((one) => one.name === name)?.value;

const LONG = "Placeholder body that is long enough to be told from others by what it says, line by line.";
const mail = (id: string, ...more: string[]): string =>
  [`From: a@town.example`, `Message-ID: <${id}@town.example>`, ...more].join("\n");

describe("the example", () => {
  it("is measured as it was made: two verified, one changed, one unsigned, one without a key, two absent", async () => {
    const result = await runOnTables(authenticity, example.tables!, example.parameters);
    expect(result.counts).toEqual({
      mails: 5,
      keys: 1,
      keyRowsRejected: 0,
      "reason: verified": 2,
      "reason: body altered": 1,
      "reason: key not archived": 1,
      "reason: not signed": 1,
      absent: 2,
    });
    const [table] = result.output.tables;
    expect(table!.rows.map(({ cells }) => cells.slice(3, 5))).toEqual([
      ["verified", "verified"],
      ["verified", "verified"],
      ["failed or inconclusive", "body altered"],
      ["not signed", "not signed"],
      ["failed or inconclusive", "key not archived"],
    ]);
    expect(value(result, "f3", "named in a signed field")).toBe(1);
    expect(value(result, "f1", "held after an undo")).toBe(2);
  });

  it("ends every sentence with what it is not, and names no address, id or domain in a finding", async () => {
    const { findings } = await runOnTables(authenticity, example.tables!, example.parameters);
    for (const { sentence } of findings) expect(sentence.endsWith(NOT_COMPLETE)).toBe(true);
    expect(JSON.stringify(findings)).not.toMatch(/(?:town|port)\.example|s2031|Berths|Fee\b/);
  });
});

describe("header and dates", () => {
  const received = (time: string): string => `Received: from a by b; ${time}`;
  const at = (hour: string): string => `Thu, 01 May 2031 ${hour}:00 +0000`;

  it("counts each way in which a header is at odds, and none for one that is not", async () => {
    const ways = async (...more: string[]) => {
      const { output } = await run([`${mail("1", ...more)}\n\nbody`]);
      return output.tables[0]!.rows[0]!.cells[13];
    };
    expect(await ways(`Date: ${at("10:00")}`, received(at("10:01")))).toBe("");
    expect(await ways(`Date: ${at("14:00")}`, received(at("10:00")))).toBe("sent after it was received");
    expect(
      await ways("Date: Thu, 01 May 2031 10:00:00 +0000", received("Tue, 06 May 2031 10:00:00 +0000")),
    ).toBe("received long after it was sent");
    expect(await ways(`Date: ${at("08:00")}`, received(at("09:00")), received(at("12:00")))).toBe(
      "stages out of order",
    );
    expect(await ways(`Date: ${at("10:00")}`)).toBe("never received");
    expect(await ways("Date: yesterday", received(at("10:00")))).toBe("no date");
    expect(await ways(`Date: ${at("10:00")}`, "From: b@town.example", received(at("10:00")))).toBe(
      "fields twice",
    );
  });

  it("says that it cannot be answered where no mail has a date", async () => {
    const result = await run([`${mail("1")}\n\nbody`, `${mail("2", "Date: 31 Foo 2031")}\n\nbody`]);
    expect(findingOf(result, "f4")).toMatchObject({ status: "not answerable" });
    expect(findingOf(result, "f2").sentence).toMatch(/^Cannot be answered, because no mail has a signature/);
  });
});

describe("the set as a whole", () => {
  it("counts absent messages once, however many refer to them, and none that is there", async () => {
    const result = await run([
      `${mail("1", "In-Reply-To: <gone@town.example>")}\n\nbody`,
      `${mail("2", "References: <gone@town.example> <1@town.example> <2@town.example>")}\n\nbody`,
      `${mail("3", "In-Reply-To: <2@town.example>")}\n\nbody`,
    ]);
    expect(value(result, "f3", "absent messages")).toBe(1);
    expect(value(result, "f3", "mails that refer to one")).toBe(2);
  });

  it("finds one id with two texts, and one text under two ids; short texts are not compared", async () => {
    const result = await run([
      `${mail("1")}\n\n${LONG}`,
      `${mail("1")}\n\n${LONG} Changed.`,
      `${mail("2")}\n\n${LONG}`,
      `${mail("3")}\n\nok`,
      `${mail("4")}\n\nok`,
    ]);
    expect(value(result, "f5", "Message-IDs on several mails")).toBe(1);
    expect(value(result, "f5", "bodies under several Message-IDs")).toBe(1);
  });

  it("finds texts that are nearly alike, however they are encoded, and names mails without a text", async () => {
    const plain = `The berths of the north quay are let until autumn, and ${LONG}`;
    const coded = Buffer.from(`${plain} Yours.`).toString("base64");
    const result = await run([
      `${mail("1")}\n\n${plain}`,
      `${mail("2", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64")}\n\n${coded}`,
      `${mail("3")}\n\nOf the same quay: its cranes were sold in spring, and nobody told the board of it before June.`,
      `${mail("4", "Content-Type: text/html")}\n\n<p>${plain}</p>`,
    ]);
    expect(value(result, "f5", "groups of mails with nearly one text")).toBe(1);
    expect(value(result, "f5", "mails whose text was compared")).toBe(3);
    expect(findingOf(result, "f5").sentence).toContain("Of 1 mail no plain text");
    const repeats = result.output.tables.find(({ id }) => id === "repeats")!;
    expect(repeats.rows.map(({ cells }) => [cells[0], cells[2]])).toEqual([
      ["text, nearly", "1@town.example"],
      ["text, nearly", "2@town.example"],
    ]);
    expect(value(result, "f5", "bodies under several Message-IDs")).toBe(0);
  });
});
