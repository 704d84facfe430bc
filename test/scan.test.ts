/**
 * The scanner of rows says of every row of a regular text what the database says, or leaves the row to it: texts are changed at random;
 * PLUMBLINE_MUTATIONS is how many changes are made (600), PLUMBLINE_MUTATIONS_SEED where they begin. What is compiled to WebAssembly is built
 * from its source alone.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { DatabaseShares } from "../src/ingest/direct-source.ts";
import type { ShareSource } from "../src/ingest/direct-source.ts";
import type { Engine } from "../src/ingest/engine.ts";
import { COMPILED } from "../src/ingest/confine.ts";
import { openTable } from "../src/ingest/formats/open.ts";
import { planOf } from "../src/ingest/plan.ts";
import type { Plan } from "../src/ingest/plan.ts";
import { scanColumns, ScannedShares } from "../src/ingest/scan/shares.ts";
import type { LinkForms } from "../src/ingest/functions.ts";
import { Random } from "../src/kernel/random.ts";
import { COMPILED_PARTS, compilePart } from "../scripts/prepare.mjs";
import { MUTATED_ROWS, mutatedText } from "./support/mutated-texts.ts";
import { describeWithData } from "./support/shared-data.ts";
import { withEngine, withFolder } from "./support/staging.ts";
import { tempFolder } from "./support/temp.ts";

const MUTATIONS = Number(process.env["PLUMBLINE_MUTATIONS"] ?? 600);
const SEED = Number(process.env["PLUMBLINE_MUTATIONS_SEED"] ?? 1);
const NO_LINK = 13_787_848_793_156_543_929n;

interface Seen {
  scanned: number;
  left: number;
  refused: number;
  rows: number;
  final: number;
  odd: number;
}
const nothingSeen = (): Seen => ({ scanned: 0, left: 0, refused: 0, rows: 0, final: 0, odd: 0 });

/** Everything that a source says of the rows: two hashes and a time each, as words; the number of odd rows it was asked about. */
async function saidBy(source: ShareSource): Promise<{ readonly rows: number[]; readonly how: string }> {
  let rows: number[] = [];
  for (;;) {
    const how = await source.shares(({ length, account, object, time }) => {
      for (let i = 0; i < length; i++)
        rows.push(account[2 * i]!, account[2 * i + 1]!, object[2 * i]!, object[2 * i + 1]!, time[i]!);
      return true;
    });
    if (how !== "again") return { rows, how };
    rows = [];
  }
}

async function planned(
  engine: Engine,
  path: string,
  folder: string,
  links: LinkForms,
  scan: boolean,
): Promise<Plan> {
  const mapping = undefined;
  const where = "input";
  const { table } = await openTable(
    engine,
    { path, where, folder, mapping, rows: undefined, leave: true, scan },
    () => undefined,
  );
  return planOf(engine, table, {
    where,
    mapping,
    dateOrder: "dmy",
    zone: undefined,
    rows: undefined,
    settled: false,
    links,
  });
}

const orRefusal = async <T>(work: Promise<T>): Promise<T | string> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.code} ${error.message}`;
    throw error;
  }
};

/** What a plan says of its times and columns, as far as the scanner could have changed it. */
const saidOf = ({ time, mapping, ids, table }: Plan) => ({
  time: { ...time, milliseconds: time.milliseconds("v"), placeholder: time.isPlaceholder("v") },
  mapping,
  ids,
  columns: table.columns,
  rows: table.rows,
  dialect: table.dialect,
  notes: table.notes,
});

/** Compares the scanner with the database on one text. */
async function compare(content: Uint8Array, what: string, links: LinkForms, seen: Seen): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "input");
    writeFileSync(path, content);
    // Of its own: some readers leave tables in the database.
    const other = await withFolder((apart) =>
      withEngine(apart, path, (engine) => orRefusal(planned(engine, path, apart, links, false))),
    );
    await withEngine(folder, path, async (engine) => {
      const plan = await orRefusal(planned(engine, path, folder, links, true));
      if (typeof plan === "string" || typeof other === "string") {
        expect(plan, what).toEqual(other);
        seen.refused++;
        return;
      }
      expect(JSON.stringify(saidOf(plan)), what).toBe(JSON.stringify(saidOf(other)));
      const { scan } = plan.table;
      if (scan === undefined || plan.index.get("url") === undefined) {
        seen.left++;
        return;
      }
      expect(other.table.inFile, what).toBe(true);
      const columns = scanColumns(plan, NO_LINK);
      if (columns === undefined) return;
      const source = new ScannedShares(engine, plan, scan, columns, folder);
      const scanned = await saidBy(source);
      const asked = await saidBy(new DatabaseShares(engine, plan));
      if (scanned.how === "left") return;
      // A row that is not kept has a time alone that counts.
      for (let i = 0; i < asked.rows.length; i += 5)
        expect(scanned.rows.slice(i, i + 5), `${what}, row ${i / 5 + 1}`).toEqual(asked.rows.slice(i, i + 5));
      expect(scanned.rows.length, what).toBe(asked.rows.length);
      const wanted = join(folder, "wanted");
      writeFileSync(
        wanted,
        Array.from({ length: plan.table.rows }, (_, i) => `${i}\n`)
          .filter((_, i) => i % 3 === 0)
          .join(""),
      );
      const names = (from: ShareSource) => {
        let found: unknown;
        return from
          .names(wanted, async (sql) => {
            found = await engine.rows(
              `SELECT account, file_row_number::INTEGER AS n FROM (${sql}) ORDER BY n`,
            );
          })
          .then(() => found);
      };
      expect(await names(source), what).toEqual(await names(new DatabaseShares(engine, plan)));
      const [odd] = await engine.rows(`SELECT count(*)::INTEGER AS n FROM ${source.relation}`);
      seen.scanned++;
      seen.rows += plan.table.rows;
      seen.odd += Number(odd!["n"]);
      seen.final += plan.table.rows - Number(odd!["n"]);
    });
  });
}

it.each(["rows", "sweep"] as const)(
  "wasm/%s.ts is built to the same bytes from its source, the ones that are used",
  (part) => {
    const folder = tempFolder();
    const made = ["first", "second"].map((name) => {
      compilePart(part, join(folder, name));
      return readFileSync(join(folder, name));
    });
    expect(made[1]!.equals(made[0]!)).toBe(true);
    expect(readFileSync(join(COMPILED, COMPILED_PARTS[part].place)).equals(made[0]!)).toBe(true);
    expect(made[0]!.length).toBeGreaterThan(500);
  },
);

it(`says what the database says, over ${MUTATIONS} changes`, async () => {
  const seen = nothingSeen();
  let changes = 0;
  for (let n = SEED; changes < MUTATIONS; n++) {
    const random = new Random(n);
    const { content, made } = mutatedText(random);
    changes += made;
    const links = random.below(2) === 0 ? "joined" : "spelling";
    await compare(content, `text ${n}, ${links}`, links, seen);
  }
  process.stdout.write(`Scanner and database: ${changes} changes, ${JSON.stringify(seen)}\n`);
  expect(seen.scanned).toBeGreaterThan((0.3 * MUTATIONS) / MUTATED_ROWS);
  expect(seen.final).toBeGreaterThan(0.1 * seen.rows);
  expect(seen.odd).toBeGreaterThan(0.1 * seen.rows);
});

describeWithData("published texts", ["field-cases", "peers", "coortweet", "polls_2016"], (...folders) => {
  it("are read alike", async () => {
    const seen = nothingSeen();
    for (const path of folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:csv|tsv|txt)$/.test(name))
        .map((name) => join(folder, name)),
    ))
      for (const links of ["joined", "spelling"] as const)
        await compare(readFileSync(path), path, links, seen);
    process.stdout.write(`Scanner and database on published texts: ${JSON.stringify(seen)}\n`);
    expect(seen.left + seen.scanned + seen.refused).toBeGreaterThan(0);
  });
});
