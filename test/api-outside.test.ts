/**
 * The API, asked by a program that knows nothing but its document: schemathesis makes requests that fit and requests that
 * do not, and holds every answer against what is described. The case is a throw-away demo, and the seed is fixed.
 */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serve } from "@hono/node-server";
import type { ServerType } from "@hono/node-server";
import { createApp } from "../src/server/app.ts";
import { Limits } from "../src/server/limits.ts";
import { ownerSite } from "../src/desk/index.ts";
import { NO_PAGE } from "./support/no-page.ts";
import { describeWithPrograms } from "./support/programs.ts";
import { tempFolder } from "./support/temp.ts";
import { withDemo } from "./support/workbench-page.ts";

/** For making the demo and asking some thousand times on a machine that is busy, in ms. */
const LONG = 1_200_000;
const SEED = 7;
/** Requests made up for each operation, beside those that follow from its schema. */
const EXAMPLES = 5;

/** What there is in the demo, so that requests get past what is not there. */
const THERE = {
  "judgments/{ref}/history": "J1",
  "judgments/{ref}/chain": "J1",
  "questions/{ref}/matrix": "Q1",
  "trace/{ref}": "J1",
  "records/{ref}": "J1",
  "who-saw/{ref}": "S1",
  "findings/{ref}/network": "F2",
  "findings/{ref}/columns": "F2",
  "findings/{ref}/posts": "F2",
};

/**
 * How schemathesis is told of the case and the session.
 *
 * A request that fits its schema may still break a rule of the case (a reference that has to be there, a mapping that has to
 * fit a file, a calendar): that is 422, or 400 where it is a date, a ceiling or a cursor. Publishing takes its time on a
 * machine that is busy.
 */
const configOf = (session: string) => `
[checks]
max_response_time = 300

[checks.positive_data_acceptance]
expected-statuses = ["2xx", 400, 401, 403, 404, 409, 413, 422, 429, 503]

[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 431]

[parameters]
"path.case" = "demo"

[auth.openapi.session]
api_key = "${session}"
${Object.entries(THERE)
  .map(
    ([path, ref]) => `
[[operations]]
include-path = "/cases/{case}/${path}"
parameters = { "path.ref" = "${ref}" }`,
  )
  .join("\n")}
`;

describeWithPrograms("an outside checker of the API", ["schemathesis"], () => {
  const cleanups: (() => Promise<void> | void)[] = [];
  let port: number;
  let session: string;
  let folder: string;

  beforeAll(async () => {
    folder = tempFolder((clean) => cleanups.push(clean));
    const { site, owner } = ownerSite({ person: "ada" });
    await withDemo(site, folder);
    // A visitor's clock runs a thousand times as fast: what is asked here is not how often one may ask.
    const limits = new Limits(() => performance.now() * 1000);
    const hosts = () => [`127.0.0.1:${port}`];
    const app = createApp({ site, entry: { kind: "owner", owner }, page: NO_PAGE, hosts, limits });
    const server = await new Promise<ServerType>((resolve) => {
      const started = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (info) => {
        port = info.port;
        resolve(started);
      });
    });
    cleanups.push(
      () => site.close(),
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        }),
    );
    session = owner.exchange(owner.token ?? "") ?? "";
  }, LONG);
  afterAll(async () => {
    for (const clean of cleanups.reverse()) await clean();
  });

  it("finds nothing", { timeout: LONG }, async () => {
    const base = `http://127.0.0.1:${port}`;
    const headers = { cookie: `plumbline_${port}=${session}` };
    const document = await (await fetch(`${base}/api/openapi.json`, { headers })).text();
    writeFileSync(join(folder, "openapi.json"), document);
    writeFileSync(join(folder, "schemathesis.toml"), configOf(session));
    const words = [
      "run",
      "openapi.json",
      "--url",
      `${base}/api`,
      "--checks",
      "all",
      "--continue-on-failure",
      "--no-shrink",
      "--phases",
      "examples,coverage,fuzzing",
      "--max-examples",
      String(EXAMPLES),
      "--seed",
      String(SEED),
      "--request-timeout",
      "300",
      "--no-color",
      "--header",
      `Origin: ${base}`,
      // Streams last as long as there is news, or as a job takes.
      "--exclude-path-regex",
      "/events$",
    ];
    const said = await new Promise<{ readonly status: number; readonly text: string }>((resolve) => {
      execFile("schemathesis", words, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), text: stdout + stderr }),
      );
    });
    expect(said.text).toMatch(/Test cases:\s+[^\n]*\d/);
    expect(said.status, said.text).toBe(0);
  });
});
