/** Pages of accounts, domains and parties over the API: who has one, what it counts, who opened it, and what it must not tell. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { example } from "../src/signals/detectors/co-share/example.ts";
import type { EntityName, EntityView } from "../src/views/entity.ts";
import type { JobView } from "../src/desk/index.ts";
import { makeTeam, member } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

interface Row {
  readonly account: string;
  readonly time: string;
  readonly text: string;
  readonly url: string;
  readonly tag: string;
}

/** The example of co-share, in which a team is a finding, with a link and a hashtag for each of its texts. */
function rowsOf(label: string): Row[] {
  return example.posts().map(({ account, time, text }) => ({
    account: `${label}-${account}`,
    time,
    text: text!,
    url: `https://${label}.example/${text!.replaceAll(" ", "-")}`,
    tag: text!.split(" ")[0]!,
  }));
}

const csvOf = (rows: readonly Row[]) =>
  `account,time,text,url,tags\n${rows.map((row) => [row.account, row.time, row.text, row.url, row.tag].join(",")).join("\n")}\n`;

const LOW = rowsOf("low");
const MAP = "account=account,time=time,text=text,urls=url,hashtags=tags";

describe("the page of an account, a domain or a party", () => {
  const cleanups: (() => void)[] = [];
  let team: Team;
  let ada: string;
  let eve: string;
  let keeper: string;
  /** A Party that both may see. */
  let desk: string;
  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    team = await makeTeam(root);
    const { opened } = await team.site.add(`${root}/alpha`, {
      open: { create: { by: "founder", organisation: "Desk" } },
    });
    keeper = await opened.keeper();
    ada = await team.enter("ada", member("alpha", [keeper], { ceiling: "RED" }));
    eve = await team.enter("eve", member("alpha", [keeper], { ceiling: "AMBER" }));
    desk = await party("organisation", "Harbour Desk", "AMBER");
    await bringIn("low.csv", LOW, "AMBER");
    await finish("/runs", {
      detector: "co-share",
      parameters: { ...example.parameters, object: "url" },
      key: "cs",
    });
  });
  afterAll(async () => {
    await team.close();
    for (const clean of cleanups) clean();
  });

  const at = (path: string) => `/api/cases/alpha${path}`;
  const page = (entity: string, cookie: string) =>
    team.ask(at(`/entities/${encodeURIComponent(entity)}`), cookie);
  const shown = async (entity: string, cookie: string) =>
    (await (await page(entity, cookie)).json()) as EntityView;

  async function party(kind: string, name: string, tlp: string): Promise<string> {
    const record = { type: "Party", marking: { tlp }, body: { kind, name } };
    const made = await team.post(at("/records"), ada, { records: [record] });
    return ((await made.json()) as { records: { id: string }[] }).records[0]!.id;
  }

  async function bringIn(name: string, rows: readonly Row[], tlp: string): Promise<void> {
    const sent = await team.ask(at(`/uploads?name=${name}`), ada, { method: "POST", body: csvOf(rows) });
    const { id } = (await sent.json()) as { id: string };
    await finish("/imports", { upload: id, map: MAP, marking: { tlp } });
  }

  async function finish(path: string, body: unknown): Promise<void> {
    const started = (await (await team.post(at(path), ada, body)).json()) as JobView;
    const { jobs } = team.site.served("alpha");
    let last = started;
    for await (const view of jobs.watch("ada", started.id, new AbortController().signal)) last = view;
    expect(last).toMatchObject({ state: "done", refusal: null });
  }

  it("counts the posts of an account that stands in a finding, and what it shared, as a plain program does", async () => {
    const view = await shown("account:low-team-2", eve);
    const own = LOW.filter(({ account }) => account === "low-team-2");
    expect(view).toMatchObject({ kind: "account", name: "low-team-2", entity: "account:low-team-2" });
    expect(view.findings.filter(({ status, as }) => status === "finding" && as === "member")).toHaveLength(1);
    expect(view.findings[0]).toMatchObject({ posts: own.length });
    const [posts] = view.posts;
    const days = own.map(({ time }) => time.slice(0, 10)).sort();
    expect(posts).toMatchObject({
      by: "account",
      posts: own.length,
      accounts: 1,
      days: [days[0], days.at(-1)],
    });
    const urls = posts!.shared.find(({ kind }) => kind === "url")!.values;
    expect(urls.length).toBe(8);
    for (const { value, posts: n, accounts } of urls) {
      const others = LOW.filter(({ url, account }) => url === value && account !== "low-team-2");
      expect([n, accounts]).toEqual([
        own.filter(({ url }) => url === value).length,
        new Set(others.map(({ account }) => account)).size,
      ]);
    }
    expect(posts!.shared.find(({ kind }) => kind === "hashtag")!.values).toEqual([
      { value: "popular", posts: own.length, accounts: 64 },
    ]);
    // No hour of the day and no score: what is dated is dated by the day, and nothing is a fraction.
    const text = JSON.stringify({ ...view, findings: [] });
    expect(text).not.toMatch(/T\d\d:|\d\.\d/);
  });

  it("is of a domain with the accounts that shared it as a number, and is absent for a domain that no post has", async () => {
    const view = await shown("domain:low.example", eve);
    const sharing = LOW.filter(({ url }) => url.startsWith("https://low.example/"));
    const accounts = new Set(sharing.map(({ account }) => account)).size;
    expect(view.posts).toMatchObject([{ by: "domain", posts: sharing.length, accounts }]);
    expect(view.findings.map(({ as }) => as)).toContain("shared");
    expect(JSON.stringify(view)).not.toContain("low-team");
    expect((await page("domain:nowhere.example", eve)).status).toBe(404);
  });

  it("is not there for an account outside every finding, in the same words as for one that never was", async () => {
    const outside = await page("account:low-reader-3", ada);
    expect(outside.status).toBe(404);
    expect(await outside.text()).toBe(await (await page("account:nobody", ada)).text());
    const called = async (name: string) =>
      ((await (await team.ask(at(`/entities?name=${name}`), eve)).json()) as { entities: EntityName[] })
        .entities;
    expect(await called("low-reader-3")).toEqual([]);
    expect(await called("low-team-1")).toEqual([
      { entity: "account:low-team-1", name: "low-team-1", kind: "account" },
    ]);
    // As a Party it has one, by its name and by its id.
    const id = await party("account", "low-reader-3", "AMBER");
    const view = await shown("account:low-reader-3", eve);
    expect(view.entity).toBe(id);
    expect(view.recorded!.party.name).toBe("low-reader-3");
    expect(view.posts).toMatchObject([
      { posts: LOW.filter(({ account }) => account === "low-reader-3").length },
    ]);
    expect(view).toEqual(await shown(id, eve));
  });

  it("is the same for a reader whatever lies above the line", async () => {
    const asked = [
      "account:low-team-2",
      "domain:low.example",
      "account:up-team-1",
      "domain:up.example",
      "account:low-reader-7",
      desk,
    ];
    const told = async (cookie: string) =>
      Promise.all(
        asked.map(async (entity) => {
          const answer = await page(entity, cookie);
          return [answer.status, await answer.text()];
        }),
      );
    const [before, above] = [await told(eve), await told(ada)];
    expect(above).toEqual(before);
    // The same accounts post more above the line, a finding there has the quiet one, and a Party there is called like it.
    const more = LOW.map((row) => ({ ...row, text: `${row.text} again` }));
    await bringIn("up.csv", [...rowsOf("up"), ...more], "RED");
    await finish("/runs", {
      detector: "co-share",
      parameters: { ...example.parameters, object: "url" },
      key: "up",
    });
    await party("account", "low-reader-7", "RED");
    expect(await told(eve)).toEqual(before);
    const after = await told(ada);
    for (const [i, entity] of asked.entries())
      if (entity !== desk) expect(after[i], entity).not.toEqual(before[i]);
  });

  it("is opened by somebody, which is noted under its record, without the name of an account", async () => {
    const lines = async () =>
      (await team.accounts.administration.lines({ limit: 500 })).filter(
        ({ person, what }) => person === "eve" && what.startsWith("page of"),
      );
    const known = new Set((await lines()).map(({ what, ref }) => `${what} ${ref}`));
    await shown("account:low-team-4", eve);
    await shown(desk, eve);
    await team.ask(at("/entities?name=low-team-5"), eve);
    const added = (await lines()).filter(({ what, ref }) => !known.has(`${what} ${ref}`));
    expect(added.map(({ what }) => what.replace(/, .*/, "")).sort()).toEqual(["page of an account"]);
    expect(added[0]!.ref).toMatch(/^run_/);
    expect([...known].some((line) => line === `page of a party ${desk}`)).toBe(true);
    expect(JSON.stringify(await lines())).not.toContain("low-team");
  });
});
