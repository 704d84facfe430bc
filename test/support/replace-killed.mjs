// Replaces an import and kills itself at one step. Run by test/replace.test.ts: node replace-killed.mjs CASE FILE STEP
import { findActor, importFile, withCase } from "../../dist/workbench/index.js";
import { Corpus } from "../../dist/store/corpus.js";
import { SqliteLog } from "../../dist/store/log/sqlite-log.js";

const [folder, file, step] = process.argv.slice(2);

/** Dies before, or after, a method does its work. */
function dieAt(holder, method, when) {
  const work = holder.prototype[method];
  holder.prototype[method] = async function (...given) {
    if (when === "before") process.kill(process.pid, "SIGKILL");
    const done = await work.apply(this, given);
    process.kill(process.pid, "SIGKILL");
    return done;
  };
}

const STEPS = {
  "before the rows": () => dieAt(Corpus, "load", "before"),
  "after the rows": () => dieAt(Corpus, "load", "after"),
  "before the log": () => dieAt(SqliteLog, "append", "before"),
  "after the log": () => dieAt(SqliteLog, "append", "after"),
  "before the old rows go": () => dieAt(Corpus, "withdraw", "before"),
  "after the old rows went": () => dieAt(Corpus, "withdraw", "after"),
};
await withCase(folder, {}, async (opened) => {
  const actor = await findActor(opened, { by: "tester" });
  // The corpus is there before: what dies is the replacement.
  await opened.corpus();
  STEPS[step]();
  await importFile(opened, file, {
    actor,
    replace: true,
    map: "account=author,time=created,text=body,url=link",
  });
});
