/** The child process: what it may do, its limits, and what is left when it ends. Uses the compiled program. */
import { execFileSync } from "node:child_process";
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { describeWithData } from "../../test/support/shared-data.ts";
import { refusal, withFolder } from "../../test/support/staging.ts";
import type { Progress } from "../model/effects.ts";
import { CHILD, COMPILED, confinement } from "./confine.ts";
import { stageFile } from "./stage.ts";

it("the program is compiled (npm run build)", () => {
  expect(existsSync(CHILD.entry)).toBe(true);
});

const GOOD = "account,time,text\na,2016-10-05T20:19:24Z,one\nb,soon,two\n";

async function withFile<T>(content: string, work: (path: string, tempDir: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    // a name that the database would take for a pattern
    const path = join(folder, "posts [a-z]*.csv");
    const tempDir = join(folder, "te[m]p*");
    await mkdir(tempDir);
    await writeFile(path, content);
    return work(path, tempDir);
  });
}

/** Rows enough that the child is busy for a while. */
const long = (rows: number) =>
  `account,time,text\n${"somebody,2016-10-05T20:19:24Z,some words and #tags and https://a.org/x\n".repeat(rows)}`;

describe("staging in a child process", () => {
  it("answers with a report, rows, rejects and progress, and leaves nothing after dispose", async () => {
    await withFile(GOOD, async (path, tempDir) => {
      const progress: Progress[] = [];
      const staged = await stageFile({ path, tempDir, onProgress: (one) => progress.push(one) });
      expect(staged.report).toMatchObject({ kept: 1, rejected: 1, layout: "plain" });
      expect(Buffer.from(await staged.rejectsNdjson()).toString()).toBe(
        '{"code":"TIME_UNREADABLE","row":2,"byte":45,"column":"time","value":"soon"}\n',
      );
      expect((await readdir(staged.stagedPath)).sort()).toEqual([
        "posts-00000.parquet",
        "rejects.ndjson",
        "repeats.parquet",
      ]);
      expect(progress.some((one) => one.stage === "checking" && one.done === GOOD.length)).toBe(true);
      await staged.dispose();
      expect(await readdir(tempDir)).toEqual([]);
      expect(await readFile(path, "utf8")).toBe(GOOD);
    });
  });

  it("passes refusals on and leaves nothing behind", async () => {
    await withFile("account,when\na,1\n", async (path, tempDir) => {
      const error = await refusal(stageFile({ path, tempDir, name: "as the user calls it.csv" }));
      expect(error.line()).toBe(
        "as the user calls it.csv: The columns are not a known layout: account, when. [MAPPING_NEEDED] " +
          "Check and correct: account=account,time=? (put a column in place of each ?)",
      );
      expect(error).toMatchObject({ setting: "mapping", proposed: "account=account,time=?" });
      expect(await readdir(tempDir)).toEqual([]);
    });
  });

  it("says of a missing file, a folder and a pipe that they cannot be read", async () => {
    await withFolder(async (folder) => {
      expect((await refusal(stageFile({ path: join(folder, "none.csv") }))).code).toBe("FILE_MISSING");
      expect((await refusal(stageFile({ path: folder }))).code).toBe("FILE_MISSING");
      execFileSync("mkfifo", [join(folder, "pipe.csv")]);
      expect((await refusal(stageFile({ path: join(folder, "pipe.csv") }))).code).toBe("FILE_MISSING");
    });
  });

  it("stops at the time limit, at the memory limit, and when asked", async () => {
    await withFile(long(200_000), async (path, tempDir) => {
      const late = await refusal(stageFile({ path, tempDir, timeoutMs: 150 }));
      expect([late.code, late.message]).toEqual(["IMPORT_LIMIT", "Reading took longer than 0.15 s."]);
      const large = await refusal(stageFile({ path, tempDir, memoryMb: 40 }));
      expect([large.code, large.message]).toEqual(["IMPORT_LIMIT", "Reading needed more than 40 MB."]);
      const controller = new AbortController();
      const stopped = await refusal(
        stageFile({ path, tempDir, signal: controller.signal, onProgress: () => controller.abort() }),
      );
      expect(stopped.code).toBe("STOPPED");
      expect((await refusal(stageFile({ path, tempDir, signal: AbortSignal.abort() }))).code).toBe("STOPPED");
      expect(await readdir(tempDir)).toEqual([]);
    });
  });

  it("removes what killed programs left, and nothing else", async () => {
    await withFile(long(10), async (path, tempDir) => {
      const names = [`plumbline-import-999999999-abc`, `plumbline-import-${process.pid}-abc`, "other"];
      for (const name of names) await mkdir(join(tempDir, name));
      await (await stageFile({ path, tempDir })).dispose();
      expect((await readdir(tempDir)).sort()).toEqual([names[2], names[1]]);
    });
  });
});

describe("the confinement of the child", () => {
  /** Runs a script under the child's own arguments, and with the child's own engine. */
  async function probe(folder: string, script: string): Promise<Record<string, string>> {
    const own = await realpath(folder);
    const file = join(own, "the file.csv");
    const secret = join(own, "secret.csv");
    const staging = join(own, "staging");
    await mkdir(staging);
    await writeFile(file, "a,b\n1,2\n");
    await writeFile(secret, "a,b\n3,4\n");
    const entry = join(staging, "probe.mjs");
    const engine = pathToFileURL(join(COMPILED, "ingest", "engine.js")).href;
    await writeFile(
      entry,
      `import { Engine } from ${JSON.stringify(engine)};
       import fs from "node:fs";
       import child from "node:child_process";
       import { Worker } from "node:worker_threads";
       const [file, secret, staging] = ${JSON.stringify([file, secret, staging])};
       const engine = await Engine.open({ file, folder: staging, memoryMb: 128, threads: 1 });
       const said = {};
       const attempt = async (name, work) => { try { await work(); said[name] = "done"; } catch (error) { said[name] = error.code ?? error.message.split(/[:"]/)[0]; } };
       ${script}
       engine.close();
       process.send({ said, environment: Object.keys(process.env).length });
       process.disconnect();`,
    );
    return new Promise((resolve, reject) => {
      const started = fork(entry, [], {
        env: {},
        execArgv: confinement(CHILD, file, staging),
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      let errors = "";
      started.stderr!.on("data", (part) => (errors += String(part)));
      started.once("message", (message) => {
        const { said, environment } = message as { said: Record<string, string>; environment: number };
        resolve({ ...said, environment: String(environment) });
      });
      started.once("exit", () => reject(new Error(errors)));
    });
  }

  it("reads its one file and writes its folder, by fs and by SQL; nothing else", async () => {
    await withFolder(async (folder) => {
      const said = await probe(
        folder,
        `await attempt("fs own", () => fs.readFileSync(file));
         await attempt("sql own", () => engine.rows(\`FROM read_csv('\${file}')\`));
         await attempt("fs staging", () => fs.writeFileSync(staging + "/out", "x"));
         await attempt("sql staging", () => engine.run(\`COPY (SELECT 1 AS a) TO '\${staging}/out.parquet' (FORMAT parquet)\`));
         await attempt("fs other", () => fs.readFileSync(secret));
         await attempt("fs passwd", () => fs.readFileSync("/etc/passwd"));
         await attempt("fs list", () => fs.readdirSync("/etc"));
         await attempt("fs folder", () => fs.readdirSync(file.slice(0, file.lastIndexOf("/"))));
         await attempt("fs write", () => fs.writeFileSync(secret + ".new", "x"));
         await attempt("fs write own", () => fs.writeFileSync(file, "x"));
         await attempt("link", () => fs.symlinkSync(secret, staging + "/link"));
         await attempt("process", () => child.execFileSync("/bin/true"));
         await attempt("worker", () => new Worker("1", { eval: true }));
         await attempt("sql other", () => engine.rows(\`FROM read_csv('\${secret}')\`));
         await attempt("sql passwd", () => engine.rows("FROM read_text('/etc/passwd')"));
         await attempt("sql glob", () => engine.rows("FROM glob('/etc/*')"));
         await attempt("sql write", () => engine.run(\`COPY (SELECT 1) TO '\${secret}.new'\`));
         await attempt("sql attach", () => engine.run(\`ATTACH '\${secret}.db' AS other\`));
         await attempt("sql unlock", () => engine.run("SET enable_external_access=true"));
         await attempt("sql install", () => engine.run("INSTALL httpfs"));`,
      );
      for (const allowed of ["fs own", "sql own", "fs staging", "sql staging"])
        expect([allowed, said[allowed]]).toEqual([allowed, "done"]);
      for (const denied of [
        "fs other",
        "fs passwd",
        "fs list",
        "fs folder",
        "fs write",
        "fs write own",
        "link",
        "process",
        "worker",
      ])
        expect([denied, said[denied]]).toEqual([denied, "ERR_ACCESS_DENIED"]);
      for (const denied of ["sql other", "sql passwd", "sql glob", "sql write", "sql attach", "sql install"])
        expect([denied, said[denied]]).toEqual([denied, "Permission Error"]);
      expect(said["sql unlock"]).toBe("Invalid Input Error");
      expect(said["environment"]).toBe("0");
      expect(await readFile(join(folder, "the file.csv"), "utf8")).toBe("a,b\n1,2\n");
      expect((await readdir(folder)).sort()).toEqual(["secret.csv", "staging", "the file.csv"]);
    });
  });
});

describeWithData(
  "real data",
  [
    "ira_2016/october_5_to_8.csv",
    "coortweet/russian_coord_tweets.csv",
    "coortweet/russian_coord_tweets.cnt.csv",
    "coortweet/russian_coord_tweets.parquet",
    "peers/cnt_sample_data.csv",
    "peers/cnt_coretweet_test_input.csv",
    "peers/synth_10000.cnt.csv",
    "peers/synth_10000.coort.csv",
  ],
  (...paths) => {
    it.each(
      [
        [31_555, 348, "ira-2016-csv", "minute"],
        [35_125, 9_509, "coortweet", "second"],
        [35_125, 9_509, "coordination-network-toolkit", "second"],
        [35_125, 9_509, "coortweet", "second"],
        [100, 10, "coordination-network-toolkit", "millisecond"],
        [15, 9, "coordination-network-toolkit", "second"],
        [10_004, 1_614, "coordination-network-toolkit", "second"],
        [10_004, 1_614, "coortweet", "second"],
      ].map((expected, i) => [paths[i]!.split("/").at(-1)!, paths[i]!, ...expected] as const),
    )(
      "%s is recognised without flags and loses no row",
      async (_, path, rows, accounts, layout, resolution) => {
        const staged = await stageFile({ path });
        try {
          expect(staged.report).toMatchObject({
            rowsRead: rows,
            kept: rows,
            rejected: 0,
            accounts,
            layout,
            resolution,
          });
          expect((await staged.rejectsNdjson()).length).toBe(0);
        } finally {
          await staged.dispose();
        }
      },
    );
  },
);
