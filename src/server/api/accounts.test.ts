import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST, makeTeam, member, PASSWORD } from "../../../test/support/team.ts";
import type { Team } from "../../../test/support/team.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import { RATES } from "../limits.ts";

describe("a server with accounts", () => {
  const cleanups: (() => void)[] = [];
  let team: Team;
  let keeper: string;
  let admin: string;
  let ada: string;

  beforeAll(async () => {
    const folder = tempFolder((clean) => cleanups.push(clean));
    team = await makeTeam(folder);
    const open = { create: { by: "founder", organisation: "Desk" } };
    const { opened } = await team.site.add(`${folder}/alpha`, { open });
    await team.site.add(`${folder}/beta`, { open });
    keeper = await opened.keeper();
    await team.accounts.administration.add("t", { name: "root", password: PASSWORD, administrator: true });
    admin = `plumbline_4000=${await team.accounts.signIn("root", PASSWORD)}`;
    ada = await team.enter("ada", member("alpha", [keeper], { ceiling: "AMBER+STRICT" }));
  });
  afterAll(async () => {
    await team.close();
    for (const clean of cleanups) clean();
  });

  const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

  it("lets people in by a form without script, and out again", async () => {
    const page = await (await team.ask("/start")).text();
    expect(page).not.toContain("<script");
    expect(page).toContain('type="password"');
    expect((await team.ask("/")).headers.get("location")).toBe("/start");
    const body = new URLSearchParams({ name: "ada", password: PASSWORD });
    const entered = await team.ask("/session", undefined, { method: "POST", body });
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"]);
    const set = entered.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const cookie = set.split(";")[0] ?? "";
    expect((await team.ask("/", cookie)).status).toBe(200);
    expect(await json(await team.ask("/api/me", cookie))).toEqual({ person: "ada", byAccount: true });
    expect((await team.ask("/session/end", cookie, { method: "POST" })).status).toBe(303);
    expect((await team.ask("/api/me", cookie)).status).toBe(401);
    const foreign = await team.app.request("/session", { method: "POST", body, headers: { host: HOST } });
    expect(foreign.status).toBe(403);
  });

  it("signs in and out over the API, with one answer for whatever was wrong", async () => {
    const wrong = await team.post("/api/session", undefined, { name: "ada", password: "no no no no no" });
    const nobody = await team.post("/api/session", undefined, { name: "nobody", password: PASSWORD });
    expect([wrong.status, await wrong.text()]).toEqual([nobody.status, await nobody.text()]);
    const entered = await team.post("/api/session", undefined, { name: "ada", password: PASSWORD });
    expect(await json(entered)).toEqual({ person: "ada" });
    const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0];
    expect(await json(await team.ask("/api/me", cookie))).toEqual({ person: "ada", byAccount: true });
    expect((await team.ask("/api/session", cookie, { method: "DELETE" })).status).toBe(200);
    expect((await team.ask("/api/me", cookie)).status).toBe(401);
  });

  it("leads back to the page that was asked for, and to no other server", async () => {
    const asked = "/cases/alpha/log?q=a%20b";
    const way = (await team.ask(asked)).headers.get("location") ?? "";
    expect(way).toBe(`/start?next=${encodeURIComponent(asked)}`);
    const page = await (await team.ask(way)).text();
    const next = /name="next" value="([^"]*)"/.exec(page)?.[1] ?? "";
    expect(next).toBe(asked);
    const enter = async (where: string, password = PASSWORD) =>
      team.ask("/session", undefined, {
        method: "POST",
        body: new URLSearchParams({ name: "ada", password, next: where }),
      });
    expect((await enter(next)).headers.get("location")).toBe(asked);
    for (const foreign of ["//evil.example", "https://evil.example/", "/\\evil.example"]) {
      expect((await enter(foreign)).headers.get("location"), foreign).toBe("/");
      const shown = await (await team.ask(`/start?next=${encodeURIComponent(foreign)}`)).text();
      expect(shown).not.toContain("evil");
    }
    const refused = await enter(asked, "not the password");
    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain(`href="${way}"`);
    // Text of a stranger stays text.
    const quoted = await (await team.ask(`/start?next=${encodeURIComponent('/cases/a"><b>')}`)).text();
    expect(quoted).not.toContain("<b>");
  });

  it("lets a person set their own password, and ends every session of theirs", async () => {
    const first = await team.enter("ivy");
    const second = `plumbline_4000=${await team.accounts.signIn("ivy", PASSWORD)}`;
    const set = async (cookie: string | undefined, old: string, fresh: string) =>
      team.post("/api/session/password", cookie, { old, new: fresh });
    const fresh = "quite another battery";
    expect((await set(undefined, PASSWORD, fresh)).status).toBe(401);
    expect((await set(first, "not the password", fresh)).status).toBe(403);
    expect((await set(first, PASSWORD, "short")).status).toBe(400);
    expect((await team.ask("/api/me", first)).status).toBe(200);
    const done = await set(first, PASSWORD, fresh);
    expect(done.status).toBe(200);
    expect(done.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    for (const cookie of [first, second]) expect((await team.ask("/api/me", cookie)).status).toBe(401);
    await expect(team.accounts.signIn("ivy", PASSWORD)).rejects.toThrow("do not belong together");
    const third = `plumbline_4000=${await team.accounts.signIn("ivy", fresh)}`;
    // A wrong old password counts as an attempt to sign in does: the name is locked, and then even the right one is refused.
    for (let i = 0; i < 6; i++) await set(third, "not the password", fresh);
    expect((await set(third, fresh, "a third battery horse")).status).toBe(403);
    const lines = await team.accounts.administration.lines({ person: "ivy", limit: 10 });
    expect(lines.map(({ what }) => what)).toContain("set the password of ivy");
  });

  it("shows a person the cases they have a place in, and no others", async () => {
    const { cases } = (await json(await team.ask("/api/cases", ada))) as { cases: { name: string }[] };
    expect(cases.map(({ name }) => name)).toEqual(["alpha"]);
    const [hidden, absent] = [
      await team.ask("/api/cases/beta", ada),
      await team.ask("/api/cases/gamma", ada),
    ];
    expect([hidden.status, await hidden.text()]).toEqual([absent.status, await absent.text()]);
  });

  it("gives an administrator accounts and the access log, and nothing of a case", async () => {
    for (const [path, method] of [
      ["/api/accounts", "GET"],
      ["/api/access-log", "GET"],
    ] as const)
      expect((await team.ask(path, ada, { method })).status).toBe(403);
    expect(
      (await team.post("/api/accounts", ada, { name: "eve", password: PASSWORD })).status,
      "an analyst makes no accounts",
    ).toBe(403);
    expect(await json(await team.ask("/api/cases", admin))).toEqual({ cases: [], makes: false, closed: [] });
    expect((await team.ask("/api/cases/alpha/records", admin)).status).toBe(404);

    const made = await team.post("/api/accounts", admin, {
      name: "grace",
      password: PASSWORD,
      administrator: true,
    });
    expect(await json(made)).toMatchObject({ name: "grace", administrator: false });
    const grant = member("alpha", [keeper], { roles: ["reader"], ceiling: "GREEN", groups: ["g"] });
    const changed = await team.post("/api/accounts/grace", admin, { grant }, "PATCH");
    expect(await json(changed)).toMatchObject({ memberships: [grant] });
    const grace = `plumbline_4000=${await team.accounts.signIn("grace", PASSWORD)}`;
    expect(await json(await team.ask("/api/cases/alpha", grace))).toMatchObject({
      roles: ["reader"],
      ceiling: "GREEN",
      records: 0,
      organisations: [],
    });
    await team.post("/api/accounts/grace", admin, { remove: "alpha" }, "PATCH");
    expect((await team.ask("/api/cases/alpha", grace)).status).toBe(404);
    await team.post("/api/accounts/grace", admin, { disabled: true }, "PATCH");
    expect((await team.ask("/api/me", grace)).status).toBe(401);
    const listed = await team.ask("/api/accounts", admin);
    expect(await listed.text()).not.toMatch(/hash|salt|password/);
  });

  it("notes who was shown what, and tells who saw a record", async () => {
    const posted = await team.post("/api/cases/alpha/records", ada, {
      records: [
        {
          type: "Artifact",
          marking: { tlp: "AMBER" },
          body: { title: "A leak", sha256: "not recorded", held: false },
        },
      ],
    });
    const { records } = (await posted.json()) as { records: { id: string }[] };
    const id = records[0]?.id ?? "";
    const mary = await team.enter("mary", member("alpha", [keeper], { ceiling: "AMBER+STRICT" }));
    expect((await team.ask(`/api/cases/alpha/records/${id}`, mary)).status).toBe(200);
    expect((await team.ask("/api/cases/alpha/records?type=Artifact", mary)).status).toBe(200);
    expect((await team.ask(`/api/cases/alpha/trace/${id}`, mary)).status).toBe(200);
    const { lines } = (await json(await team.ask(`/api/access-log?ref=${id}`, admin))) as {
      lines: { person: string; what: string; organisation: string }[];
    };
    expect(lines.map(({ person, what }) => `${person} ${what}`)).toEqual([
      "mary trace",
      "mary records",
      "mary record",
      "ada added",
    ]);
    expect(new Set(lines.map(({ organisation }) => organisation))).toEqual(new Set([keeper]));
    const { sightings } = (await json(await team.ask(`/api/cases/alpha/who-saw/${id}`, ada))) as {
      sightings: { person: string }[];
    };
    expect(sightings.map(({ person }) => person)).toEqual(["ada", "mary", "mary", "mary"]);
    const low = await team.enter("low", member("alpha", [keeper], { roles: ["reviewer"], ceiling: "GREEN" }));
    const hidden = await team.ask(`/api/cases/alpha/who-saw/${id}`, low);
    const absent = await team.ask("/api/cases/alpha/who-saw/art_0000000000", low);
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    expect((await hidden.text()).replace(id, "ID")).toBe(
      (await absent.text()).replace("art_0000000000", "ID"),
    );
  });

  it("refuses bodies that are too large, announced or not", async () => {
    const large = "x".repeat(3 * 2 ** 20);
    const announced = await team.post("/api/cases/alpha/records", ada, { records: [], large });
    expect([announced.status, (await json(announced))["code"]]).toEqual([413, "REQUEST_LIMIT"]);
    const stream = new ReadableStream({
      start: (controller) => {
        for (let i = 0; i < 3; i++) controller.enqueue(new TextEncoder().encode("x".repeat(2 ** 20)));
        controller.close();
      },
    });
    const init = {
      method: "POST",
      body: stream,
      duplex: "half",
      headers: { "content-type": "application/json" },
    };
    expect((await team.ask("/api/cases/alpha/records", ada, init as RequestInit)).status).toBe(413);
  });

  it("bounds attempts by address, and says how long to wait", async () => {
    const attempts = await Promise.all(
      Array.from({ length: RATES.signIn.burst + 5 }, () =>
        team.post("/api/session", undefined, { name: "nobody", password: "no no no no no" }),
      ),
    );
    const refused = attempts.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await json(refused[0]!)).toMatchObject({ code: "TOO_MANY" });
    expect((await team.ask("/api/me", ada)).status).toBe(200);
  });
});
