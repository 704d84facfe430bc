import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ARTICLE, ARTICLE_NAME } from "../../../test/support/article.ts";
import { Clock, makeTeam, member, PASSWORD } from "../../../test/support/team.ts";
import type { Team } from "../../../test/support/team.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import type { ProposalsView } from "../../workbench/index.ts";

const DAY_MS = 86_400_000;

describe("proposals of a document", () => {
  const cleanups: (() => void)[] = [];
  let clock: Clock;
  let team: Team;
  let ada: string;
  let bob: string;
  let eve: string;
  let artifact: string;

  beforeEach(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    clock = new Clock();
    team = await makeTeam(root, clock);
    const open = { create: { by: "founder", organisation: "Desk" } };
    const { opened } = await team.site.add(`${root}/alpha`, { open });
    const keeper = await opened.keeper();
    ada = await team.enter("ada", member("alpha", [keeper], { ceiling: "RED" }));
    bob = await team.enter("bob", member("alpha", [keeper], { ceiling: "RED" }));
    eve = await team.enter("eve", member("alpha", [keeper], { roles: ["reader"], ceiling: "GREEN" }));
    const path = join(root, ARTICLE_NAME);
    writeFileSync(path, ARTICLE);
    const sent = await team.ask(`/api/cases/alpha/uploads?name=${ARTICLE_NAME}`, ada, {
      method: "POST",
      body: ARTICLE,
    });
    const upload = (await sent.json()) as { id: string; form: string };
    expect(upload.form).toBe("document");
    const marking = { tlp: "AMBER" };
    const added = await team.post("/api/cases/alpha/artifacts", ada, { upload: upload.id, marking });
    artifact = ((await added.json()) as { id: string }).id;
  });
  afterEach(async () => {
    await team.close();
    for (const clean of cleanups.splice(0)) clean();
  });

  const path = (rest = "") => `/api/cases/alpha/artifacts/${artifact}/proposals${rest}`;
  const proposals = async (cookie: string) =>
    (await (await team.ask(path(), cookie)).json()) as ProposalsView;
  const stateOf = ({ standings }: ProposalsView, id: string) => standings.find((one) => one.id === id)?.state;

  it("are the same for all who may read it, and nothing is there for who may not", async () => {
    const view = await proposals(ada);
    expect(view.tally.open).toBe(view.tally.all);
    expect(view.tally.all).toBeGreaterThanOrEqual(10);
    expect(await proposals(bob)).toEqual(view);
    const absent = await (await team.ask(path().replace(artifact, "art_0000000000"), eve)).text();
    const hidden = await team.ask(path(), eve);
    expect(hidden.status).toBe(404);
    expect((await hidden.text()).replaceAll(artifact, "art_0000000000")).toBe(absent);
  });

  it("are accepted by recording their batch", async () => {
    const { standings } = await proposals(ada);
    const { id, batch } = standings.find(({ open, kind }) => open.length === 0 && kind === "claim")!;
    const records = batch.map((record) => ({ ...record, marking: { tlp: "AMBER" } }));
    expect((await team.post("/api/cases/alpha/records", ada, { records })).status).toBe(200);
    const after = await proposals(bob);
    expect(stateOf(after, id)).toBe("accepted");
    expect(after.tally.accepted).toBe(1);
  });

  it("are refused for one person, in no record, until it is taken back or the person has no place in the case", async () => {
    const { opened } = team.site.served("alpha");
    const before = await opened.log.size();
    const done = await team.ask(path("/p1/refused"), ada, { method: "PUT" });
    expect(stateOf((await done.json()) as ProposalsView, "p1")).toBe("refused");
    await team.ask(path("/p2/refused"), ada, { method: "PUT" });
    expect((await proposals(ada)).tally.refused).toBe(2);
    expect((await proposals(bob)).tally.refused).toBe(0);
    expect(await opened.log.size()).toBe(before);
    const back = await team.ask(path("/p1/refused"), ada, { method: "DELETE" });
    expect(stateOf((await back.json()) as ProposalsView, "p1")).toBe("open");
    expect((await proposals(ada)).tally.refused).toBe(1);
    // Sessions have ended long since, and unrecorded texts with them.
    clock.ms += 400 * DAY_MS;
    const again = `plumbline_4000=${await team.accounts.signIn("ada", PASSWORD)}`;
    expect((await proposals(again)).tally.refused).toBe(1);
    // It is no text: it is not listed among those, and no text can take its name.
    const listed = await (await team.ask("/api/cases/alpha/unsaved", again)).text();
    expect(listed).not.toContain("refused");
    const form = { marking: { tlp: "AMBER" }, form: {}, revision: "12345678", was: null };
    const named = `/api/cases/alpha/unsaved/${encodeURIComponent("refused for ever")}`;
    expect((await team.post(named, again, form, "PUT")).status).toBe(400);
  });

  it("cannot be refused by who only reads, nor where there is none of that name", async () => {
    expect((await team.ask(path("/p1/refused"), eve, { method: "PUT" })).status).toBe(403);
    expect((await team.ask(path("/p999/refused"), ada, { method: "PUT" })).status).toBe(404);
  });

  it("are noted when they are shown, as the text is", async () => {
    await proposals(bob);
    const saw = await (await team.ask(`/api/cases/alpha/who-saw/${artifact}`, ada)).text();
    expect(saw).toContain("bob");
  });
});
