/** Proposed cells over a server: refused for one person, in no record, and for as long as unrecorded texts are kept. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CombinedView } from "../src/views/combined.ts";
import { findingOf } from "./support/held-bytes.ts";
import { Clock, makeTeam, member } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

describe("the combined view over a server", () => {
  const cleanups: (() => void)[] = [];
  let team: Team;
  let ada: string;
  let bob: string;
  let eve: string;
  let question: string;
  let run: string;

  beforeEach(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    team = await makeTeam(root, new Clock());
    const { opened } = await team.site.add(`${root}/alpha`, {
      open: { create: { by: "founder", organisation: "Desk" } },
    });
    const keeper = await opened.keeper();
    question = opened.log.issueId("Question");
    run = opened.log.issueId("Run");
    const by = { by: "founder", for: keeper };
    await opened.append([
      {
        id: question,
        type: "Question",
        ...by,
        marking: { tlp: "CLEAR" },
        body: {
          text: "Who coordinated it?",
          exclusive: false,
          exhaustive: false,
          hypotheses: [
            { id: "h1", text: "One desk." },
            { id: "h2", text: "Nobody." },
          ],
        },
      },
      {
        id: run,
        type: "Run",
        ...by,
        marking: { tlp: "AMBER" },
        body: {
          detector: "co-share",
          version: "1.0.0",
          inputs: [],
          parameters: {},
          seed: 1,
          counts: {},
          findings: [findingOf("Group A")],
        },
      },
    ]);
    ada = await team.enter("ada", member("alpha", [keeper], { ceiling: "RED" }));
    bob = await team.enter("bob", member("alpha", [keeper], { ceiling: "RED" }));
    eve = await team.enter("eve", member("alpha", [keeper], { roles: ["reader"], ceiling: "GREEN" }));
  });
  afterEach(async () => {
    await team.close();
    for (const clean of cleanups.splice(0)) clean();
  });

  const path = (rest = "") => `/api/cases/alpha/questions/${question}/combined${rest}`;
  const view = async (cookie: string) => (await (await team.ask(path(), cookie)).json()) as CombinedView;
  const cell = () => `/${run}.f1.h1/refused`;

  it("refuses for one person and takes it back; nothing is recorded", async () => {
    const { opened } = team.site.served("alpha");
    const before = await opened.log.size();
    const done = await team.ask(path(cell()), ada, { method: "PUT" });
    expect(((await done.json()) as CombinedView).tally).toEqual({ all: 2, open: 1, recorded: 0, refused: 1 });
    expect((await view(ada)).tally.refused).toBe(1);
    expect((await view(bob)).tally.refused).toBe(0);
    await team.ask(path(cell()), ada, { method: "DELETE" });
    expect((await view(ada)).tally.refused).toBe(0);
    expect(await opened.log.size()).toBe(before);
  });

  it("shows nothing of a run that is hidden, and is refused to who only reads", async () => {
    expect(await view(eve)).toMatchObject({ instruments: [], silent: [], tally: { all: 0 } });
    expect((await team.ask(path(cell()), eve, { method: "PUT" })).status).toBe(403);
    expect((await team.ask(path(`/${run}.f2.h1/refused`), ada, { method: "PUT" })).status).toBe(404);
    expect((await team.ask(path("/all/refused"), ada, { method: "PUT" })).status).toBe(400);
  });

  it("is accepted by recording one Appraisal, with the value of a person", async () => {
    const record = {
      type: "Appraisal",
      marking: { tlp: "AMBER" },
      body: {
        aspect: "consistency",
        of: `${run}#f1`,
        against: `${question}#h1`,
        value: "C",
        why: "As found.",
      },
    };
    expect((await team.post("/api/cases/alpha/records", ada, { records: [record] })).status).toBe(200);
    const { instruments, tally } = await view(bob);
    expect(tally).toEqual({ all: 2, open: 1, recorded: 1, refused: 0 });
    expect(instruments[0]!.findings[0]!.cells[0]!.entries).toMatchObject([{ value: "C", person: "ada" }]);
  });
});
