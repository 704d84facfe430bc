// One measured run in a process of its own: node limit-child.mjs MODE FILE WINDOW MINIMUM [CACHE FOLDER].
// Prints one line of JSON: CPU seconds of the whole process and from when its modules were loaded, wall, peak memory.
import { readdirSync } from "node:fs";
import { join } from "node:path";

const [, , mode, path, window, minimum, cache] = process.argv;
const columns = { account: "account", object: "object", time: "ts" };
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let loaded = 0;
let begun = 0;
function started() {
  loaded = cpu();
  begun = performance.now();
}

/** The whole way from the file to the pairs, without names. */
async function ours(folder) {
  const { coShareStream } = await import("../dist/edges/coshare-stream.js");
  started();
  const stages = {};
  let [stage, since] = ["open", cpu()];
  const { pairs, counts } = await coShareStream({
    path,
    columns,
    window: Number(window),
    minimum: Number(minimum),
    names: false,
    // The hash of the file is known to a case; its cost is not part of a warm run.
    ...(folder === undefined ? {} : { cache: { folder, sha256: "0".repeat(64) } }),
    onProgress: (reading) => {
      if (reading.stage === stage) return;
      const now = cpu();
      stages[stage] = now - since;
      [stage, since] = [reading.stage, now];
    },
  });
  stages[stage] = cpu() - since;
  const sum = (column) => column.reduce((total, n) => total + n, 0);
  return {
    checksum: [pairs.length, sum(pairs.objects), sum(pairs.matches), sum(pairs.ticks)].join(" "),
    events: counts.events,
    kept: counts.kept,
    cached: counts.cached,
    stages,
  };
}

/** Pruning, layout and sweep in one thread on a kept encoding: what the yardstick in C does. The sweep as compiled, and as TypeScript. */
async function steps() {
  const [{ BlockJoiner }, { planSweep }, { prune }, { PairBuffer, sweepRows, sweepState }] =
    await Promise.all(
      ["stream/blocks", "plan", "prune", "sweep"].map((name) => import(`../dist/kernel/coshare/${name}.js`)),
    );
  const { SweepMachine, sweepMemory } = await import("../dist/signals/threads/sweep-machine.js");
  const { blocksOfFile } = await import("../dist/store/shares/cache.js");
  const [name] = readdirSync(path).filter((one) => one.endsWith(".shares"));
  started();
  const joiner = new BlockJoiner(Number(window));
  let prep = 0;
  const timed = (work) => {
    const before = cpu();
    const value = work();
    prep += cpu() - before;
    return value;
  };
  for await (const block of blocksOfFile(join(path, name))) timed(() => joiner.add(block));
  const kept = timed(() => prune(joiner.finish().incidence, Number(window), Number(minimum), true));
  const plan = timed(() => planSweep(kept, Number(window)));
  const least = Number(minimum);
  const swept = (sweep) => {
    const before = cpu();
    const found = sweep();
    const sum = (column) => column.subarray(0, found.length).reduce((total, n) => total + n, 0);
    const spent = cpu() - before;
    return {
      spent,
      checksum: [found.length, sum(found.objects), sum(found.matches), sum(found.ticks)].join(" "),
    };
  };
  const compiled = swept(() => {
    const found = new PairBuffer();
    new SweepMachine(sweepMemory(plan, 1), 0, least).sweepRows(0, plan.live, found);
    return found;
  });
  const typed = swept(() => {
    const state = sweepState(plan);
    sweepRows(plan, least, 0, plan.live, state);
    return state.found;
  });
  if (typed.checksum !== compiled.checksum) throw new Error("The two sweeps differ.");
  return { pruneAndLayOut: prep, sweep: compiled.spent, typed: typed.spent, checksum: typed.checksum };
}

/** The same by a join on object and bucket of time, the best of the forms in SQL that were tried. */
async function join_() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  started();
  const w = Number(window);
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "14GB",
    temp_directory: cache,
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    WITH s AS (SELECT hash(account) AS a, hash(object) AS o, epoch(ts)::INTEGER AS t, t // ${w + 1} AS q FROM '${path}'),
      p AS (
        SELECT x.a AS xa, y.a AS ya, x.o, abs(y.t - x.t) AS d FROM s x JOIN s y ON x.o = y.o AND x.q = y.q
         WHERE x.a < y.a AND abs(y.t - x.t) <= ${w}
        UNION ALL
        SELECT least(x.a, y.a), greatest(x.a, y.a), x.o, abs(y.t - x.t) FROM s x JOIN s y ON x.o = y.o AND x.q + 1 = y.q
         WHERE x.a <> y.a AND y.t - x.t <= ${w})
    SELECT count(*), sum(objects), sum(matches), sum(ticks) FROM (
      SELECT count(DISTINCT o) AS objects, count(*) AS matches, sum(d) AS ticks FROM p GROUP BY xa, ya
      HAVING count(DISTINCT o) >= ${minimum})`);
  return { checksum: reader.getRowsJson()[0].map(String).join(" ") };
}

const modes = { ours: () => ours(cache), steps, join: join_ };
const result = await modes[mode]();
const whole = cpu();
console.log(
  JSON.stringify({
    ...result,
    cpu: whole - loaded,
    wholeCpu: whole,
    wall: (performance.now() - begun) / 1000,
    rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
