// The edges of a file of shares as one statement in SQL: a join on object and bucket of time, with the seven columns that
// `plumbline coshare --no-tests` writes. node command-join.mjs FILE OUT WINDOW MINIMUM SPILL
import { DuckDBInstance } from "@duckdb/node-api";

const [, , path, out, window, minimum, spill] = process.argv;
const w = Number(window);
const instance = await DuckDBInstance.create(":memory:", {
  threads: "2",
  memory_limit: "14GB",
  temp_directory: spill,
});
const connection = await instance.connect();
const text = (value) => `'${value.replaceAll("'", "''")}'`;
await connection.run(`COPY (
  WITH s AS (SELECT hash(account) AS a, hash(object) AS o, epoch(ts)::INTEGER AS t, t // ${w + 1} AS q FROM ${text(path)}),
    p AS (
      SELECT x.a AS xa, y.a AS ya, x.o, y.t - x.t AS d FROM s x JOIN s y ON x.o = y.o AND x.q = y.q
       WHERE x.a < y.a AND abs(y.t - x.t) <= ${w}
      UNION ALL
      SELECT least(x.a, y.a), greatest(x.a, y.a), x.o, CASE WHEN x.a < y.a THEN y.t - x.t ELSE x.t - y.t END
        FROM s x JOIN s y ON x.o = y.o AND x.q + 1 = y.q WHERE x.a <> y.a AND y.t - x.t <= ${w}),
    e AS (
      SELECT xa, ya, count(DISTINCT o) AS objects, count(*) AS matches, median(abs(d)) AS seconds,
             count(*) FILTER (d > 0) AS x_first, count(*) FILTER (d < 0) AS y_first
        FROM p GROUP BY xa, ya HAVING count(DISTINCT o) >= ${Number(minimum)}),
    n AS (
      SELECT hash(account) AS a, any_value(account) AS name FROM ${text(path)}
       WHERE hash(account) IN (SELECT xa FROM e UNION SELECT ya FROM e) GROUP BY 1)
  SELECT x.name AS source, y.name AS target, objects AS objects_with_repeats, matches, seconds AS median_seconds,
         x_first AS source_first, y_first AS target_first
    FROM e JOIN n AS x ON x.a = xa JOIN n AS y ON y.a = ya) TO ${text(out)} (FORMAT csv, HEADER)`);
