import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeTeam, member, PASSWORD } from "../../test/support/team.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { Case } from "../workbench/case.ts";
import type { JobView } from "./corpus/jobs.ts";
import { newCaseSchema } from "./shelf.ts";
import { ownerSite } from "./site.ts";
import type { Site } from "./site.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server of the owner over an empty folder. */
function owned(
  folder = join(
    tempFolder((clean) => open.push(clean)),
    "cases",
  ),
) {
  const { site, owner } = ownerSite({ person: "ada", folder });
  open.push(() => site.close());
  const session = owner.exchange(owner.token ?? "");
  return { site, folder, session };
}

async function finished(site: Site, person: string, job: JobView): Promise<JobView> {
  let last = job;
  for await (const view of site.making.watch(person, job.id, new AbortController().signal)) last = view;
  return last;
}

const empty = (name: string) => ({ from: "empty" as const, name, organisation: "Desk" });

describe("cases made on a server of the owner", () => {
  it("are kept in the folder, opened, and found again by the next server", async () => {
    const { site, folder, session } = owned();
    expect(await site.seats(session)).toEqual([]);
    const done = await finished(site, "ada", await site.make(session, empty("new-case")));
    expect(done).toMatchObject({ state: "done", title: "new-case" });
    const seat = await site.seat(session, "new-case");
    const [first] = (await seat.records({ limit: 10 })).records;
    expect(first?.record).toMatchObject({ type: "Party", by: "ada", body: { name: "Desk" } });
    expect(readdirSync(folder)).toEqual(["new-case"]);
    await site.close();
    const next = owned(folder);
    expect(await next.site.makes(next.session)).toEqual({ any: true, closed: ["new-case"] });
    expect(await next.site.addShelved()).toEqual([]);
    expect((await next.site.seats(next.session)).map(({ served }) => served.name)).toEqual(["new-case"]);
  });

  it("are opened where they exist, and never written over", async () => {
    const { site, folder, session } = owned();
    const was = await Case.open(join(folder, "mine", "case"), { create: { by: "eve", organisation: "Old" } });
    const root = await was.log.root();
    await was.close();
    for (const asked of [empty("mine"), empty("mine"), { from: "folder" as const, name: "mine" }])
      expect((await finished(site, "ada", await site.make(session, asked))).state).toBe("done");
    expect(await site.served("mine").opened.log.root()).toEqual(root);
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other", "file.txt"), "kept");
    const refused = await finished(site, "ada", await site.make(session, empty("other")));
    expect(refused).toMatchObject({ state: "failed", refusal: { code: "OUT_EXISTS" } });
    expect(readFileSync(join(folder, "other", "file.txt"), "utf8")).toBe("kept");
    const nowhere = await finished(
      site,
      "ada",
      await site.make(session, { from: "folder", name: "nowhere" }),
    );
    expect(nowhere).toMatchObject({ state: "failed", refusal: { code: "NOT_FOUND" } });
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });

  it("may be us-2016, whole or not at all", async () => {
    const { site, folder, session } = owned();
    const job = await site.make(session, { from: "us-2016" });
    // Stopped at once: nothing is left, and it can be asked for again.
    site.making.stop("ada", job.id);
    await finished(site, "ada", job);
    expect(existsSync(join(folder, "us-2016"))).toBe(false);
    expect((await finished(site, "ada", await site.make(session, { from: "us-2016" }))).state).toBe("done");
    expect(readdirSync(folder)).toEqual(["us-2016"]);
    expect((await (await site.seat(session, "us-2016")).summary()).title).toContain(
      "2016 influence campaign",
    );
  });

  it.each(["../evil", "a/b", "..", ".hidden", "", "demo", "case", "a\\b", "C:evil", "x".repeat(81)])(
    "are never called “%s”",
    (name) => {
      expect(newCaseSchema.safeParse(empty(name)).success).toBe(false);
    },
  );

  it("are refused without a session, and where there is no folder", async () => {
    const { site } = owned();
    await expect(site.make(undefined, empty("a"))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const { site: bare, owner } = ownerSite();
    open.push(() => bare.close());
    const session = owner.exchange(owner.token ?? "");
    await expect(bare.make(session, empty("a"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await bare.makes(session)).toEqual({ any: false, closed: [] });
  });
});

describe("cases made on a server with accounts", () => {
  it("are an administrator's to make, who gets a place in them; nobody learns or opens what lies there", async () => {
    const root = tempFolder((clean) => open.push(clean));
    const folder = join(root, "cases");
    const team = await makeTeam(root, undefined, folder);
    open.push(() => team.close());
    const { accounts, site } = team;
    await accounts.administration.add("t", { name: "root", password: PASSWORD, administrator: true });
    const admin = await accounts.signIn("root", PASSWORD);
    const ada = await team.enter("ada");
    const post = (cookie: string, body: object) => team.post("/api/cases", cookie, body);
    expect((await post(ada, empty("beta"))).status).toBe(403);
    expect(existsSync(folder)).toBe(false);
    const job = (await (await post(`plumbline_4000=${admin}`, empty("beta"))).json()) as JobView;
    expect((await team.ask(`/api/making/${job.id}`, ada)).status).toBe(404);
    expect((await finished(site, "root", job)).state).toBe("done");
    const seat = await site.seat(admin, "beta");
    expect(seat.principal).toMatchObject({
      roles: ["analyst", "releaser"],
      organisations: [await seat.served.opened.keeper()],
    });
    const lines = await accounts.administration.lines({ case: "beta", limit: 10 });
    expect(lines.map(({ what }) => what).join()).toContain("made root analyst and releaser");
    const closed = await Case.open(join(folder, "theirs"), { create: { by: "eve", organisation: "Old" } });
    await closed.close();
    await site.add(join(root, "secret"), { open: { create: { by: "eve", organisation: "Old" } } });
    for (const asked of [empty("theirs"), { from: "folder", name: "theirs" }, empty("secret")])
      expect((await post(`plumbline_4000=${admin}`, asked)).status).toBe(409);
    expect(await site.makes(admin)).toEqual({ any: true, closed: [] });
    // A person with a place in a case that is gone would have one in the next of its name.
    await team.enter("bob", member("gone", [await seat.served.opened.keeper()]));
    expect((await post(`plumbline_4000=${admin}`, empty("gone"))).status).toBe(409);
  });
});
