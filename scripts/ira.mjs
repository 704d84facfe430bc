// node scripts/ira.mjs FOLDER [INSTRUMENT]: shift, rhythm and preference over the posts of 2016 that a platform ascribed to one organisation, through
// the commands that everybody has, beside the figures that were measured before. FOLDER holds ira_2016.parquet; it is data of others
// and not in the repository. Ends with 1 where a figure differs.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { ROOT } from "./prepare.mjs";

const GOLDEN = {
  shift: {
    LeftTroll: "14 September 2016, 6 October 2016",
    RightTroll: "11 September 2016, 20 September 2016, 6 October 2016",
    NonEnglish: "8 October 2016",
    NewsFeed: "none",
    HashtagGamer: "none",
  },
  rhythm: {
    HashtagGamer: "8 h, 0.91",
    NonEnglish: "8 h, 0.53",
    RightTroll: "14 h, 0.49",
    LeftTroll: "12 h, 0.51",
    NewsFeed: "14 h, 0.50",
  },
  preference: { RightTroll: "0.565", LeftTroll: "0.305", HashtagGamer: "0.400", NewsFeed: "0.371" },
};

const [given = "", only = ""] = process.argv.slice(2);
const source = join(given, "ira_2016.parquet");
if (given === "" || !existsSync(source)) {
  process.stderr.write(
    `There is no ira_2016.parquet in ${given === "" ? "the folder" : given}. Give the folder that holds it.\n`,
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "plumbline-ira-"));

function plumbline(...words) {
  const done = spawnSync(process.execPath, [join(ROOT, "bin", "plumbline.mjs"), ...words], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (done.status !== 0) throw new Error(`plumbline ${words.join(" ")}\n${done.stderr}`);
  return done.stdout;
}

/** The findings of a run and the seconds that its command took. */
function detect(caseFolder, detector, ...words) {
  const began = performance.now();
  const { run } = JSON.parse(plumbline("detect", detector, caseFolder, "--json", ...words));
  return { findings: run.body.findings, seconds: (performance.now() - began) / 1000 };
}

const statistic = (findings, name) =>
  findings.flatMap(({ statistics }) => statistics).find((one) => one.name === name)?.value;

let differing = 0;
function line(instrument, group, found, golden, seconds) {
  const same = found === golden ? "" : ` (expected ${golden})`;
  if (same !== "") differing++;
  process.stdout.write(`| ${instrument} | ${group} | ${found}${same} | ${seconds.toFixed(1)} |\n`);
}

const read = {
  shift: {
    asked: (group) => [
      "--group",
      `column:account_category=${group}`,
      "--column",
      "posts",
      "--measure",
      "count",
    ],
    // one finding a series: the days of its changes stand in its table
    found: (findings) => {
      const changed = findings.filter(({ status }) => status === "finding");
      const days = changed.flatMap(({ figures }) =>
        figures.flatMap((figure) =>
          figure.kind === "lanes"
            ? (figure.lanes[0].changes ?? []).map(({ day }) => Date.parse(figure.from) + day * 86_400_000)
            : [],
        ),
      );
      const name = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
      return days.length === 0 ? "none" : days.map((day) => name.format(day)).join(", ");
    },
  },
  rhythm: {
    asked: (group) => ["--group", `column:account_category=${group}`],
    found: (findings) =>
      `${statistic(findings, "start of the best window")} h, ${statistic(findings, "share of posts in the best window")?.toFixed(2)}`,
  },
  preference: {
    asked: (group) => [
      "--group",
      `column:account_category=${group}`,
      "--subjects",
      "clinton,trump",
      "--where",
      "language=English",
      "--to",
      "2016-11-08",
    ],
    found: (findings) => statistic(findings, "share of Clinton among mentions")?.toFixed(3),
  },
};

try {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  const toElection = join(folder, "to-8-november.parquet");
  await connection.run(
    `COPY (SELECT account, posted_at, account_category FROM '${source.replaceAll("'", "''")}' WHERE posted_at < '2016-11-09') TO '${toElection}'`,
  );
  connection.closeSync();
  writeFileSync(
    join(folder, "subjects.csv"),
    "key,name,aliases\nclinton,Clinton,*clinton*|*hillary*|hrc\ntrump,Trump,*trump*|*donald*\n",
  );
  const [whole, part] = [join(folder, "whole"), join(folder, "part")];
  plumbline("import", whole, source, "--map", "account=account,time=posted_at,text=text");
  plumbline("import", whole, join(folder, "subjects.csv"), "--as", "subjects");
  if (only === "" || only === "shift")
    plumbline("import", part, toElection, "--map", "account=account,time=posted_at");
  process.stdout.write("| instrument | group | found | seconds |\n|---|---|---|---|\n");
  for (const [instrument, golden] of Object.entries(GOLDEN).filter(([name]) => only === "" || only === name))
    for (const [group, expected] of Object.entries(golden)) {
      const { asked, found } = read[instrument];
      const { findings, seconds } = detect(
        instrument === "shift" ? part : whole,
        instrument,
        ...asked(group),
      );
      line(instrument, group, found(findings), expected, seconds);
    }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = differing === 0 ? 0 : 1;
