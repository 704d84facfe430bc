/**
 * For whom one records: the organisations that are offered are those that are taken, by every door of the server. What is
 * only spoken of, an accused ministry, is neither.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../src/server/app.ts";
import { ownerSite } from "../src/desk/index.ts";
import type { Site } from "../src/desk/index.ts";
import { NO_PAGE } from "./support/no-page.ts";
import { HOST, makeTeam, member } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

const CLEAR = { tlp: "CLEAR" } as const;

interface Answer {
  readonly status: number;
  readonly text: string;
}

describe("for whom one records", () => {
  const cleanups: (() => Promise<void> | void)[] = [];
  const ids: Record<string, string> = {};
  let site: Site;
  let ask: (path: string, body?: unknown) => Promise<Answer>;

  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    const made = ownerSite({ person: "ada" });
    ({ site } = made);
    cleanups.push(() => site.close());
    const { opened } = await site.add(`${root}/alpha`, {
      open: { create: { by: "founder", organisation: "Desk" } },
    });
    ids["Desk"] = await opened.keeper();
    for (const [name, key] of [
      ["Partner", "Partner"],
      ["Foreign ministry", "Ministry"],
    ] as const) {
      ids[key] = opened.log.issueId("Party");
      const body = { kind: "organisation" as const, name };
      await opened.append([
        { id: ids[key], type: "Party", by: "founder", for: ids["Desk"], marking: CLEAR, body },
      ]);
    }
    const gap = { kind: "gap" as const, text: "Not known." };
    const premise = opened.log.issueId("Premise");
    await opened.append([
      { id: premise, type: "Premise", by: "bea", for: ids["Partner"]!, marking: CLEAR, body: gap },
    ]);
    ids["Premise"] = premise;
    const entry = { kind: "owner", owner: made.owner } as const;
    const app = createApp({ site, entry, page: NO_PAGE, hosts: () => [HOST] });
    const session = made.owner.exchange(made.owner.token!)!;
    ask = async (path, body) => {
      const headers = new Headers({
        host: HOST,
        origin: `http://${HOST}`,
        cookie: `plumbline_4000=${session}`,
      });
      if (body !== undefined && !(body instanceof Uint8Array))
        headers.set("content-type", "application/json");
      const sent = body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
      const init = body === undefined ? { headers } : { method: "POST", headers, body: sent };
      const response = await app.request(`/api/cases/alpha${path}`, init);
      return { status: response.status, text: await response.text() };
    };
  });
  afterAll(async () => {
    for (const clean of cleanups.reverse()) await clean();
  });

  const offered = async (): Promise<readonly string[]> => {
    const { organisations } = JSON.parse((await ask("")).text) as { organisations: { name: string }[] };
    return organisations.map(({ name }) => name);
  };
  const records = (...list: readonly object[]) => ask("/records", { records: list });
  const gap = (more: object) => ({
    type: "Premise",
    marking: CLEAR,
    body: { kind: "gap", text: "So." },
    ...more,
  });

  it("offers the owner who takes part, and nobody who is spoken of", async () => {
    expect(await offered()).toEqual(["Desk", "Partner"]);
  });

  it("takes what is offered, by every door, and refuses the rest", async () => {
    const upload = async () => {
      const { text } = await ask("/uploads?name=posts.csv", new TextEncoder().encode("account,time,text\n"));
      return (JSON.parse(text) as { id: string }).id;
    };
    const doors: readonly ((organisation: string) => Promise<Answer>)[] = [
      (organisation) => records(gap({ for: organisation })),
      async (organisation) => ask("/artifacts", { upload: await upload(), for: organisation }),
      async (organisation) => ask("/imports", { upload: await upload(), for: organisation }),
      (organisation) => ask("/runs", { detector: "co-share", parameters: {}, for: organisation }),
      (organisation) => ask("/editions", { ceiling: "CLEAR", name: "one", attest: false, for: organisation }),
    ];
    for (const door of doors)
      for (const who of [ids["Ministry"]!, ids["Premise"]!, "pty_0000000000"]) {
        const { status, text } = await door(who);
        expect([status, text]).toEqual([
          403,
          expect.stringContaining("You do not write for this organisation."),
        ]);
      }
    for (const who of ["Desk", "Partner"])
      expect(await records(gap({ for: ids[who] }))).toMatchObject({ status: 200 });
  });

  it("refuses a position of an organisation that is spoken of, whoever it is recorded for", async () => {
    const question = {
      text: "Who?",
      hypotheses: [{ id: "h1", text: "They." }],
      exclusive: true,
      exhaustive: false,
    };
    const position = (organisation: string | undefined) => ({
      type: "Position",
      marking: CLEAR,
      for: organisation,
      body: {
        judgment: "@j",
        organisation: ids["Ministry"],
        stance: "own",
        holds: "abstains",
        likelihood: "not stated",
        confidence: "not stated",
      },
    });
    const before = [
      { as: "q", type: "Question", marking: CLEAR, body: question },
      { as: "j", type: "Judgment", marking: CLEAR, body: { states: { hypothesis: "@q#h1" } } },
    ];
    for (const [who, why] of [
      [ids["Ministry"], "FORBIDDEN"],
      [ids["Desk"], "An organisation takes its own position itself"],
    ] as const) {
      const { status, text } = await records(...before, position(who));
      expect([status, text]).toEqual([expect.any(Number), expect.stringContaining(why)]);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it("lets the owner of the machine bring in who takes part, and write for it from then on", async () => {
    const lab = { kind: "organisation", name: "River lab" };
    const made = await records({ as: "lab", type: "Party", marking: CLEAR, for: "@lab", body: lab });
    expect(made.status).toBe(200);
    const [{ id, for: whom }] = (JSON.parse(made.text) as { records: [{ id: string; for: string }] }).records;
    expect(whom).toBe(id);
    expect(await offered()).toEqual(["Desk", "Partner", "River lab"]);
    expect(await records(gap({ for: id }))).toMatchObject({ status: 200 });
    // A name of the batch that is not its own founds nothing.
    for (const wrong of [{ for: "@lab" }, { as: "a", for: "@b" }, { as: "a", for: "@a" }])
      expect((await records(gap(wrong))).status).toBeGreaterThanOrEqual(400);
  });

  it("gives a person with an account the places that an administrator gave, and no other", async () => {
    const folder = tempFolder();
    const team = await makeTeam(folder);
    const { opened } = await team.site.add(`${folder}/alpha`, {
      open: { create: { by: "founder", organisation: "Keeper" } },
    });
    const keeper = await opened.keeper();
    const cookie = await team.enter("eve", member("alpha", [keeper]));
    const post = (list: readonly object[]) =>
      team.post("/api/cases/alpha/records", cookie, { records: list });
    const lab = { as: "lab", type: "Party", marking: CLEAR, body: { kind: "organisation", name: "Lab" } };
    const founded = await post([{ ...lab, for: "@lab" }]);
    expect([founded.status, await founded.text()]).toEqual([403, expect.stringContaining("FORBIDDEN")]);
    expect((await post([lab])).status).toBe(200);
    await team.close();
  });
});
