/**
 * Kills a real server with -9 at random moments while writers post to it, starts it again, and checks the log against
 * what was acknowledged. The program is the build in `dist`; the check runs in this process.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "../../src/kernel/random.ts";
import { verifyLog } from "../../src/store/log/verify.ts";
import { AccountAccess } from "../../src/desk/index.ts";
import { Case } from "../../src/workbench/index.ts";
import { member, PASSWORD } from "./team.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/plumbline.mjs", import.meta.url));
const WRITERS = 4;
/** A case is left after so many kills, so that checking the whole log each time stays quick. */
const KILLS_PER_CASE = 25;
const KILL_AFTER_MS = { least: 30, most: 700 };

export interface CrashReport {
  readonly kills: number;
  /** Records acknowledged over HTTP, and records in the logs. */
  readonly acknowledged: number;
  readonly recorded: number;
  /** Records that are in the log although their answer never came; their batches are whole. */
  readonly unanswered: number;
  /** What did not hold; empty if all did. */
  readonly faults: readonly string[];
}

interface Server {
  readonly base: string;
  kill(): Promise<void>;
}

async function startServer(folder: string, accounts: string): Promise<Server> {
  const args = [PROGRAM, "serve", folder, "--accounts", accounts, "--port", "0", "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  let said = "";
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /"(http:[^"]*)\/start"/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once("close", () => reject(new Error(`The server did not start: ${said}`)));
  });
  return {
    base,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Sessions end with their server: whoever writes signs in at each start. @returns the cookie */
async function signIn({ base }: Server, name: string): Promise<string> {
  const answer = await fetch(`${base}/api/session`, {
    method: "POST",
    body: JSON.stringify({ name, password: PASSWORD }),
    headers: { "content-type": "application/json", origin: base },
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error(`no session for ${name}: ${answer.status}`);
  return cookie;
}

/** Posts batches until the server is gone. Acknowledged ids go into `acknowledged`, in order. */
async function writeUntilKilled(
  server: Server,
  cookie: string,
  name: string,
  acknowledged: string[],
  count: () => number,
): Promise<void> {
  for (;;) {
    const batch = count();
    const size = 1 + (batch % 3);
    const records = Array.from({ length: size }, (_, i) => ({
      type: "Premise",
      marking: { tlp: "AMBER" },
      body: { kind: "gap", text: `${name} ${batch} ${i} of ${size}` },
    }));
    try {
      const response = await fetch(`${server.base}/api/cases/case/records`, {
        method: "POST",
        body: JSON.stringify({ records }),
        headers: {
          "content-type": "application/json",
          origin: server.base,
          cookie,
        },
      });
      const said = (await response.json()) as { records?: { id: string }[]; code?: string };
      if (said.records !== undefined) acknowledged.push(...said.records.map(({ id }) => id));
      else if (said.code !== "TOO_MANY") throw new Error(`refused: ${JSON.stringify(said)}`);
      else await new Promise((resolve) => setTimeout(resolve, 50));
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("refused")) throw error;
      return;
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What the log says against what was acknowledged. */
function check(
  path: string,
  acknowledged: readonly (readonly string[])[],
): { readonly faults: string[]; readonly records: number } {
  const { failure, records } = verifyLog(path);
  const faults = failure === undefined ? [] : [`record ${failure.seq}: ${failure.why}`];
  const places = new Map<string, number>();
  for (const [i, { id }] of records.entries()) {
    if (places.has(id)) faults.push(`${id} is there twice`);
    places.set(id, i);
  }
  for (const own of acknowledged)
    for (const [k, id] of own.entries()) {
      const place = places.get(id);
      if (place === undefined) faults.push(`${id} was acknowledged and is gone`);
      else if (k > 0 && place <= (places.get(own[k - 1]!) ?? -1)) faults.push(`${id} is out of order`);
    }
  const texts = records.flatMap((record) => (record.type === "Premise" ? [record.body.text] : []));
  for (const [i, text] of texts.entries()) {
    const [name, batch, item, , size] = text.split(" ");
    const first = i - Number(item);
    for (let k = 0; k < Number(size); k++)
      if (texts[first + k] !== `${name} ${batch} ${k} of ${size}`)
        faults.push(`batch ${name} ${batch} is torn`);
  }
  if (new Set(texts).size !== texts.length) faults.push("a batch is there twice");
  return { faults, records: texts.length };
}

/** @param say told now and then how far it is */
export async function crashServer(
  folder: string,
  kills: number,
  seed: number,
  say: (text: string) => void = () => undefined,
): Promise<CrashReport> {
  const random = new Random(seed);
  const total = { acknowledged: 0, recorded: 0, unanswered: 0 };
  const faults: string[] = [];
  for (let done = 0; done < kills && faults.length === 0; done += KILLS_PER_CASE) {
    const round = join(folder, String(done));
    const rounds = Math.min(KILLS_PER_CASE, kills - done);
    const result = await crashOneCase(round, rounds, random);
    faults.push(...result.faults);
    total.acknowledged += result.acknowledged;
    total.recorded += result.recorded;
    total.unanswered += result.unanswered;
    say(`${done + rounds} kills, ${total.acknowledged} records acknowledged, ${faults.length} faults`);
  }
  return { kills, ...total, faults };
}

async function crashOneCase(
  root: string,
  kills: number,
  random: Random,
): Promise<Omit<CrashReport, "kills">> {
  const folder = join(root, "case");
  const opened = await Case.open(folder, { create: { by: "founder", organisation: "Desk" } });
  const keeper = await opened.keeper();
  await opened.close();
  const file = join(root, "..", `accounts-${root.split("/").at(-1)}.db`);
  const accounts = await AccountAccess.open(file, { create: true, cost: { n: 16, r: 1, p: 1 } });
  for (let i = 0; i < WRITERS; i++) {
    await accounts.administration.add("harness", { name: `w${i}`, password: PASSWORD });
    await accounts.administration.grant(
      "harness",
      `w${i}`,
      member("case", [keeper], { ceiling: "AMBER+STRICT" }),
    );
  }
  await accounts.close();
  const acknowledged = Array.from({ length: WRITERS }, (): string[] => []);
  const faults: string[] = [];
  let answered = 0;
  let batch = 0;
  let recorded = 0;
  for (let k = 0; k <= kills && faults.length === 0; k++) {
    // The server takes up the log as the kill left it; then it is checked beside the running server.
    const server = await startServer(folder, file);
    const found = check(join(folder, "log.db"), acknowledged);
    faults.push(...found.faults);
    recorded = found.records;
    if (k < kills) {
      const cookies = await Promise.all(acknowledged.map((_, i) => signIn(server, `w${i}`)));
      const writing = cookies.map((cookie, i) =>
        writeUntilKilled(server, cookie, `w${i}`, acknowledged[i]!, () => batch++),
      );
      // Under load: every writer has been answered since the server began.
      const before = acknowledged.map((own) => own.length);
      await Promise.race([
        Promise.all(writing),
        until(() => acknowledged.every((own, i) => own.length > before[i]!)),
      ]);
      const { least, most } = KILL_AFTER_MS;
      await new Promise((resolve) => setTimeout(resolve, least + random.below(most - least)));
      await server.kill();
      await Promise.all(writing);
    } else await server.kill();
    answered = acknowledged.reduce((sum, own) => sum + own.length, 0);
  }
  return { acknowledged: answered, recorded, unanswered: recorded - answered, faults };
}
