/**
 * Generated shares as a Parquet file in order of time: same number, same file contents. Popularity of objects (exponent
 * 0.75) and activity of accounts (0.6) fall as powers; each object has its own moment within thirty days and its own
 * spread of one hour to a day, with a long tail; a daily rhythm lies over all. In every hundred thousand shares there
 * is one planted team of 20 accounts with 50 objects, half of them its own, shared within nine seconds.
 *
 * The numbers come from the database's own hash function, so they hold for one version of it; the benchmark checks
 * what it can against a join.
 */
import { DuckDBInstance } from "@duckdb/node-api";

const DAY = 86_400;
const SPAN = 30 * DAY;

/** Writes `path`; about 30 bytes a share on disk, 25 in memory. */
export async function generateShares(path: string, shares: number, spill: string): Promise<void> {
  const teams = Math.max(1, Math.round(shares / 1e5));
  const planted = teams * 1000;
  const objects = Math.round(shares / 5);
  const accounts = Math.round(shares / 20);
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "10GB",
    temp_directory: spill,
  });
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE MACRO uniform(i, k) AS ((hash(hash(i, k)) >> 11)::DOUBLE / 9007199254740992.0)`,
    );
    await connection.run(`CREATE MACRO ranked(x, n, e) AS
      least(n - 1, floor(pow((pow(n::DOUBLE, 1 - e) - 1) * x + 1, 1 / (1 - e))) - 1)::INTEGER`);
    await connection.run(
      `CREATE MACRO rhythm(t) AS (t + ${DAY} * 0.6 / (2 * pi()) * sin(2 * pi() * t / ${DAY}))`,
    );
    await connection.run(`CREATE TABLE drawn AS
      SELECT a, o, floor(rhythm(uniform(o, 11) * ${SPAN} - ln(greatest(uniform(i, 3), 1e-12)) * 3600
               * pow(10, 1.45 * uniform(o, 12)) * CASE WHEN uniform(i, 4) < 0.7 THEN 1 ELSE 20 END))::INTEGER AS t
        FROM (SELECT i, ranked(uniform(i, 1), ${objects}, 0.75) AS o, ranked(uniform(i, 2), ${accounts}, 0.6) AS a
                FROM range(${shares - planted}) r(i))
      UNION ALL
      SELECT (hash(hash(g, m, 99)) % ${accounts})::INTEGER,
             CASE WHEN j % 2 = 0 THEN ${objects} + g * 50 + j
                  ELSE (hash(hash(g, j, 5)) % ${Math.max(1, Math.round(objects / 100))}) END::INTEGER,
             (floor(rhythm(uniform(g * 50 + j, 21) * ${SPAN})) + floor(uniform(g * 1000 + j * 20 + m, 22) * 9))::INTEGER
        FROM (SELECT i // 1000 AS g, (i % 1000) // 20 AS j, i % 20 AS m FROM range(${planted}) r(i))`);
    await connection.run("CREATE TABLE ordered AS SELECT t, a, o FROM drawn ORDER BY t");
    await connection.run("DROP TABLE drawn");
    await connection.run(`COPY (
        SELECT 'u' || (hash(a, 1) % 1000000000000)::VARCHAR AS account,
               'https://news.example/' || format('{:x}', hash(o, 2)) AS object,
               make_timestamp((1704067200 + t)::BIGINT * 1000000) AS ts
          FROM ordered) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
