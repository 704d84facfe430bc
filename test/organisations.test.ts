/** Several organisations on one server, over a real socket: what each keeps, sees and does not see. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Marking } from "../src/model/marking.ts";
import { serveSite } from "../src/server/serve.ts";
import type { Serving } from "../src/server/serve.ts";
import { verifyCase } from "../src/workbench/index.ts";
import { makeTeam, member } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

interface Shown {
  readonly record: { readonly id: string; readonly for: string; readonly body: { readonly why?: string } };
}

describe("several organisations", () => {
  const cleanups: (() => void)[] = [];
  let folder: string;
  let team: Team;
  let serving: Serving;
  const cookies: Record<string, string> = {};
  const ids: Record<string, string> = {};

  const ask = async (who: string, path: string, init: RequestInit = {}) => {
    const base = `http://127.0.0.1:${serving.port}`;
    const headers = new Headers(init.headers);
    headers.set("cookie", cookies[who] ?? "");
    headers.set("origin", base);
    return fetch(`${base}/api/cases/alpha${path}`, { ...init, headers });
  };
  const add = async (who: string, records: readonly object[]) => {
    const response = await ask(who, "/records", {
      method: "POST",
      body: JSON.stringify({ records }),
      headers: { "content-type": "application/json" },
    });
    const said = (await response.json()) as { records?: { id: string }[]; code?: string };
    if (said.records === undefined) throw new Error(JSON.stringify(said));
    return said.records.map(({ id }) => id);
  };
  const record = (type: string, marking: Marking, body: object, more: object = {}) => ({
    type,
    marking,
    body,
    ...more,
  });
  const shown = async (who: string, path = "/records?limit=500") =>
    ((await (await ask(who, path)).json()) as { records: Shown[] }).records;
  const low: Marking = { tlp: "GREEN" };
  const position = (organisation: string, why: string, percent: number) =>
    record("Position", low, {
      judgment: ids["judgment"],
      organisation,
      stance: "own",
      holds: "joins",
      likelihood: { scale: "icd203/1", term: "likely", percent },
      confidence: "moderate",
      why,
    });

  beforeAll(async () => {
    folder = tempFolder((clean) => cleanups.push(clean));
    team = await makeTeam(folder);
    const { opened } = await team.site.add(`${folder}/alpha`, {
      open: { create: { by: "founder", organisation: "Keeper" } },
    });
    const entry = { kind: "accounts", accounts: team.accounts } as const;
    serving = await serveSite({ site: team.site, entry, port: 0 });
    const keeper = await opened.keeper();
    for (const name of ["EA", "SO"]) {
      ids[name] = opened.log.issueId("Party");
      const body = { kind: "organisation" as const, name, initials: name };
      await opened.log.append([
        { id: ids[name], type: "Party", by: "founder", for: keeper, marking: low, body },
      ]);
    }
    const enter = async (name: string, ...place: Parameters<typeof member>) => {
      cookies[name] = (await team.enter(name, member(...place))).replace("_4000=", `_${serving.port}=`);
    };
    await enter("ada", "alpha", [ids["EA"]!], { roles: ["analyst", "releaser"], groups: ["cell"] });
    await enter("sam", "alpha", [ids["SO"]!]);
    await enter("max", "alpha", [ids["SO"]!], { roles: ["reader"], ceiling: "GREEN" });
    const [, judgment = ""] = await add("ada", [
      record(
        "Question",
        low,
        { text: "Who?", hypotheses: [{ id: "h1", text: "One." }], exclusive: true, exhaustive: false },
        { as: "q" },
      ),
      record("Judgment", low, { key: "J1", states: { hypothesis: "@q#h1" } }),
    ]);
    ids["judgment"] = judgment;
  });
  afterAll(async () => {
    await serving.stop();
    await team.close();
    for (const clean of cleanups) clean();
  });

  it("keeps both records of two analysts who judge at the same moment", async () => {
    const before = (await shown("max")).length;
    const rounds = 20;
    const written = await Promise.all(
      Array.from({ length: rounds }, (_, i) => [
        add("ada", [position(ids["EA"]!, `EA ${i}`, 60)]),
        add("sam", [position(ids["SO"]!, `SO ${i}`, 70)]),
      ]).flat(),
    );
    const after = (await shown("max")).slice(before).map(({ record: { id } }) => id);
    expect(after.toSorted()).toEqual(written.flat().toSorted());
    expect(new Set(after).size).toBe(2 * rounds);
    expect(await verifyCase(`${folder}/alpha`)).toMatchObject({ holds: true });
  });

  it("lets nobody write for another organisation, or change what another one wrote", async () => {
    await expect(add("sam", [{ ...position(ids["EA"]!, "not ours", 60), for: ids["EA"] }])).rejects.toThrow(
      "FORBIDDEN",
    );
    const own = (await shown("max")).find(({ record: { body } }) => body.why === "EA 0")!;
    await expect(
      add("sam", [{ ...position(ids["SO"]!, "over it", 60), supersedes: own.record.id }]),
    ).rejects.toThrow("INVARIANT");
    await expect(add("max", [position(ids["SO"]!, "a reader", 60)])).rejects.toThrow("FORBIDDEN");
  });

  it("hides what belongs to a group: records, counts, roots, refusals, ETags, events", async () => {
    const place = async () => await (await ask("sam", "")).text();
    const before = await place();
    const response = await ask("sam", "/events");
    const reader = response.body!.getReader();
    let heard = "";
    const listening = (async () => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        heard += new TextDecoder().decode(value);
      }
    })();
    const [secret = ""] = await add("ada", [
      record("Premise", { tlp: "GREEN", groups: ["cell"] }, { kind: "gap", text: "Only the cell." }),
    ]);
    expect(await place()).toBe(before);
    expect(JSON.stringify(await shown("sam"))).not.toContain(secret);
    for (const route of ["records", "trace", "who-saw"]) {
      const [hidden, absent] = [
        await ask("sam", `/${route}/${secret}`),
        await ask("sam", `/${route}/prm_0000000000`),
      ];
      expect([hidden.status, hidden.headers.get("etag")]).toEqual([404, absent.headers.get("etag")]);
      expect((await hidden.text()).replace(secret, "ID")).toBe(
        (await absent.text()).replace("prm_0000000000", "ID"),
      );
    }
    await expect(
      add("sam", [record("Appraisal", low, { aspect: "credibility", of: secret, value: "2" })]),
    ).rejects.toThrow(`${secret} is not in the case.`);
    const [open = ""] = await add("ada", [record("Premise", low, { kind: "gap", text: "For all." })]);
    await expect.poll(() => heard).toContain(`id: ${open}`);
    expect(heard).not.toContain(secret);
    await reader.cancel();
    await listening;
  });

  it("stops later reads after a re-marking upward, and shows that it happened", async () => {
    const [id = ""] = await add("ada", [record("Premise", low, { kind: "gap", text: "Too much." })]);
    expect((await ask("max", `/records/${id}`)).status).toBe(200);
    const [mark = ""] = await add("ada", [record("Marking", low, { of: id, to: { tlp: "AMBER" } })]);
    expect((await ask("max", `/records/${id}`)).status).toBe(404);
    expect(JSON.stringify(await shown("max"))).not.toContain("Too much.");
    expect((await ask("max", `/records/${mark}`)).status).toBe(200);
    expect((await ask("sam", `/records/${id}`)).status).toBe(200);
  });

  it("ends the events of a person whose place was taken", async () => {
    const response = await ask("max", "/events");
    const reader = response.body!.getReader();
    await reader.read();
    await team.accounts.administration.remove("tester", "max", "alpha");
    await add("ada", [record("Premise", low, { kind: "gap", text: "After." })]);
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += new TextDecoder().decode(part.value);
    expect(text).not.toContain("prm_");
    await team.accounts.administration.grant(
      "tester",
      "max",
      member("alpha", [ids["SO"]!], { roles: ["reader"] }),
    );
  });

  it("answers who saw which source from the access log, to those who may review", async () => {
    const [source = ""] = await add("ada", [
      record("Artifact", low, { title: "A letter", sha256: "not recorded", held: false }),
    ]);
    await (await ask("sam", `/records/${source}`)).text();
    const first = async (who: string) => {
      const { answers } = (await (await ask(who, "/review")).json()) as {
        answers: { state: string; lines: { text: string; refs: string[] }[] }[];
      };
      return answers[0]!;
    };
    const answer = await first("ada");
    expect(answer.state).toBe("answered");
    const lines = answer.lines.filter(({ refs }) => refs.includes(source));
    expect(lines.map(({ text }) => text).join()).toContain("sam");
    // a reader has no right to know who read what
    expect((await first("max")).state).toBe("not recorded");
  });

  it("circulates a draft: addressees, reply date, answers, and for releasers who opened it", async () => {
    const [draft = ""] = await add("ada", [
      record("Edition", low, {
        title: "Draft one",
        language: "en",
        ceiling: low,
        authors: [ids["EA"]],
        addressees: [ids["SO"]],
        replyBy: "2031-02-01",
        blocks: [{ block: "judgment", judgment: ids["judgment"] }],
      }),
    ]);
    interface Listed {
      readonly drafts: readonly {
        readonly ref: string;
        readonly replyBy: string;
        readonly replies: readonly {
          readonly positions: readonly string[];
          readonly opened?: { person: string }[];
        }[];
      }[];
    }
    const listed = async (who: string) => ((await (await ask(who, "/drafts")).json()) as Listed).drafts;
    expect(await listed("ada")).toMatchObject([{ ref: draft, replies: [{ positions: [], opened: [] }] }]);
    expect(await listed("sam")).toMatchObject([
      { ref: draft, replyBy: "2031-02-01", replies: [{ positions: [] }] },
    ]);
    expect((await listed("sam"))[0]?.replies[0]).not.toHaveProperty("opened");
    const [answer = ""] = await add("sam", [position(ids["SO"]!, "We join.", 60)]);
    expect((await listed("ada"))[0]?.replies).toMatchObject([
      { positions: [answer], opened: [{ person: "sam" }] },
    ]);
  });
});
