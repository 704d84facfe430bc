import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../test/support/command.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { withCase } from "../workbench/index.ts";

/** A call that would ignore its last option, and what that option needs. CASE, EDITION and the like lie in one folder. */
const IGNORED = [
  ["import CASE POSTS --organisation Others", "--organisation needs a new case; this one has its own"],
  ["record CASE POSTS --organisation Others", "--organisation needs a new case; this one has its own"],
  ["import NEW BUNDLE --map account=a", "--map needs a file of posts"],
  ["import NEW BUNDLE --date-order dmy", "--date-order needs a file of posts"],
  ["import NEW BUNDLE --memory 512", "--memory needs a file of posts"],
  ["import NEW BUNDLE --timeout 5", "--timeout needs a file of posts"],
  ["start --map account=a", "--map needs a file of posts"],
  ["start --date-order dmy", "--date-order needs a file of posts"],
  ["verify EDITION --root 0", "--root needs a case; this is an edition"],
  ["verify CASE --trust POSTS", "--trust needs an edition; this is a case"],
  ["verify POSTS --edition EDITION --root 0", "--root needs a case; with --edition a disclosure is verified"],
  [
    "verify POSTS --edition EDITION --trust 0",
    "--trust needs an edition; with --edition a disclosure is verified",
  ],
  ["lint --text POSTS --ceiling CLEAR", "--ceiling needs a case"],
  ["lint --text POSTS --groups a", "--groups needs a case"],
  ["lint CASE --scale icd203/1", "--scale needs --text"],
  ["lint CASE --place why", "--place needs --text"],
  ["lint CASE --groups a", "--groups needs --ceiling"],
  ["ledger CASE --groups a", "--groups needs --ceiling"],
  ["matrix CASE --proposed --at 2031-01-01", "--at needs a call without --proposed"],
  ["coding CASE tone --force", "--force needs --out"],
  ["coding CASE --out FILE", "--out needs a codebook"],
  ["serve CASE --name example.org", "--name needs --accounts"],
  ["serve CASE --behind-proxy", "--behind-proxy needs --accounts"],
  ["serve --editions EDITION", "--editions needs one case, without --accounts"],
  ["serve CASE --accounts FILE --editions EDITION", "--editions needs one case, without --accounts"],
  ["coshare POSTS --out FILE --fast 5", "--fast needs --like coortweet"],
  [
    "coshare POSTS --out FILE --like cnt --network co_link --no-tests",
    "--no-tests needs a call without --like",
  ],
] as const;

describe("an option that a call would ignore", () => {
  const cleanups: (() => void)[] = [];
  const paths = new Map<string, string>();
  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    for (const name of ["CASE", "NEW", "EDITION", "POSTS", "BUNDLE", "FILE"])
      paths.set(name, join(root, name));
    await withCase(
      paths.get("CASE")!,
      { create: { by: "ada", organisation: "Ours" } },
      async () => undefined,
    );
    writeFileSync(paths.get("POSTS")!, "account,time,text\nada,2031-01-01T00:00:00Z,one\n");
    writeFileSync(paths.get("BUNDLE")!, '{"type":"bundle","id":"bundle--1","objects":[]}');
    paths.set(
      "EDITION",
      tempFolder((clean) => cleanups.push(clean)),
    );
    writeFileSync(join(paths.get("EDITION")!, "index.html"), "");
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });

  it.each(IGNORED)("is refused: %s", async (call, why) => {
    const { status, printed } = await runCommand(call.split(" ").map((word) => paths.get(word) ?? word));
    expect(printed).toContain(why);
    expect(status).toBe(2);
  });
});

it("verify of a path with nothing there says what it looked for, and advises no import", async () => {
  const { status, printed } = await runCommand(["verify", join(tempFolder(), "TYPO")]);
  expect(printed).toContain(
    "There is no case here (no log.db) and no edition (no manifest.json, no index.html).",
  );
  expect(printed).not.toContain("import");
  expect(status).toBe(3);
});
