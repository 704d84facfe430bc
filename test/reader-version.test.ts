/**
 * The rows that a version of the reader gives. A case binds its rows to the version that read them: where these bytes give other
 * rows, `READER_VERSION` has to rise, or every earlier case would be told that its corpus was changed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { READER_VERSION } from "../src/ingest/report.ts";
import { withCase } from "../src/workbench/case.ts";
import { findActor, importFile } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const FILE = String.raw`account,time,text,post,reshare,reply,url,hashtag,mention,language,side
ann,2031-03-01T10:00:00Z,"One  text with #Tag, @Bob and https://Example.org/a?utm_source=x&b=1#c",1,,,,,,en,left
bob,1930125600,"  One text with #tag ",2.0,1,1,"['https://example.org/b', 'http://user@example.org:80']","[{'tag': 'Straße'}, {'tag': 'null'}]","@Ann; @carl",de,
carl,"5 de marzo de 2031, 8:19 PM",[removed],3,N/A,,https://example.org/cut…,#ＭＡＧＡ #می‌خواهم,ann@example.org,fa,"{""a"": 1}"
dora,2031-03-05 10:00:00 CEST,​,4,1.29E+18,,example.org/path,cut…,,,
eve,0001-01-01,no time,5,,,,,,,
`;

it("the digest of these rows belongs to this version of the reader", async () => {
  const folder = tempFolder();
  const path = join(folder, "posts.csv");
  writeFileSync(path, FILE);
  const create = { by: "tester", organisation: "Desk" };
  const { counts, parameters } = await withCase(join(folder, "case"), { create }, async (opened) => {
    const { run } = await importFile(opened, path, { actor: await findActor(opened, {}) });
    const record = (await opened.fullFold()).get(run);
    if (record?.type !== "Run") throw new Error("the import made no Run");
    return record.body;
  });
  expect(counts).toMatchObject({ kept: 3, rejected: 2 });
  expect([READER_VERSION, parameters["reader"], counts["rows"]]).toEqual([
    "2",
    "2",
    "1:54807dd2cf6661a5c3a4694be53435de8fb27c1a13f857c3b85529fd9baff39a",
  ]);
});
