/**
 * For every GET route of the server, the addresses that the test of non-interference asks. A new route needs a line here:
 * without one the test fails. Parameters come from what the reader may see, from what they may not, and from nowhere.
 */

/** What a recipe may choose from. All of it is known to an attacker. */
export interface World {
  /** Ids that the reader sees. */
  readonly visible: readonly string[];
  /** Ids above the line in either log, and some that never were. */
  readonly hidden: readonly string[];
  /** SHA-256 of the bytes held in either case, on both sides of the line. */
  readonly hashes: readonly string[];
}

export type Recipe = (world: World) => readonly string[];

const CASE = "/api/cases/alpha";
const NOWHERE = ["jdg_0000000000", "K1-Judgment", "J1"];

const plain =
  (...paths: readonly string[]): Recipe =>
  () =>
    paths;

/** A view of the reasoning: whole, as known on a day, as held on a day. */
const asOf = (view: string): Recipe =>
  plain(...["", "?at=2031-01-01", "?heldAt=2031-01-01"].map((query) => `${CASE}/${view}${query}`));

/** The route with each id as its parameter. */
const perRef =
  (route: string, rest = ""): Recipe =>
  ({ visible, hidden }) =>
    [...visible, ...hidden, ...NOWHERE].map((ref) => `${CASE}/${route}/${encodeURIComponent(ref)}${rest}`);

/** The route with each run, and with the first finding of each. */
const perFinding =
  (rest: string): Recipe =>
  (world) => [
    ...perRef("findings", rest)(world),
    ...[...world.visible, ...world.hidden]
      .filter((ref) => ref.startsWith("run_"))
      .map((ref) => `${CASE}/findings/${encodeURIComponent(`${ref}#f1`)}${rest}`),
  ];

const posts = (...paths: readonly string[]): Recipe => plain(...paths.map((path) => `${CASE}/${path}`));

export const GET_RECIPES: Readonly<Record<string, Recipe>> = {
  "/": plain("/"),
  "/password": plain("/password"),
  "/assets/:file": plain("/assets/index.js"),
  "/cases/:case": plain("/cases/alpha", "/cases/beta"),
  "/cases/:case/*": plain("/cases/alpha/judgments/J1"),
  "/cases/:case/editions/:name/:file": plain("/cases/alpha/editions/public/index.html"),
  "/start": plain("/start"),
  "/style.css": plain("/style.css"),
  "/api/openapi.json": plain("/api/openapi.json"),
  "/api/me": plain("/api/me"),
  "/api/accounts": plain("/api/accounts"),
  "/api/access-log": plain("/api/access-log"),
  "/api/cases": plain("/api/cases"),
  "/api/making/:id": plain("/api/making/1"),
  "/api/cases/:case": plain("/api/cases/alpha", "/api/cases/beta"),
  "/api/cases/:case/overview": plain(`${CASE}/overview`, "/api/cases/beta/overview"),
  "/api/cases/:case/records": ({ visible, hidden }) => [
    `${CASE}/records`,
    `${CASE}/records?limit=3`,
    `${CASE}/records?type=Judgment`,
    `${CASE}/records?by=analyst&skip=1&limit=2`,
    ...["q", "or", "jdg"].map((word) => `${CASE}/records?q=${word}`),
    ...hidden.slice(0, 3).map((id) => `${CASE}/records?q=${id}`),
    ...[visible.at(0), hidden.at(0), NOWHERE[0]].map((after) => `${CASE}/records?after=${after ?? ""}`),
  ],
  "/api/cases/:case/record-facets": (world) => [
    `${CASE}/record-facets`,
    ...[...world.visible, ...world.hidden, ...NOWHERE].map(
      (ref) => `${CASE}/record-facets?after=${encodeURIComponent(ref)}`,
    ),
  ],
  "/api/cases/:case/records/:ref": perRef("records"),
  "/api/cases/:case/trace/:ref": (world) => [
    ...perRef("trace")(world),
    ...perRef("trace", encodeURIComponent("#row-1"))(world),
  ],
  "/api/cases/:case/glance/:ref": (world) => [
    ...perRef("glance")(world),
    ...perRef("glance", encodeURIComponent("#row-1"))(world),
  ],
  "/api/cases/:case/who-saw/:ref": perRef("who-saw"),
  "/api/cases/:case/judgments": asOf("judgments"),
  "/api/cases/:case/stale": asOf("stale"),
  "/api/cases/:case/ledger": asOf("ledger"),
  "/api/cases/:case/questions": asOf("questions"),
  "/api/cases/:case/calibration": asOf("calibration"),
  "/api/cases/:case/review": asOf("review"),
  "/api/cases/:case/editions": plain(`${CASE}/editions`),
  "/api/cases/:case/questions/:ref/matrix": perRef("questions", "/matrix"),
  "/api/cases/:case/questions/:ref/combined": perRef("questions", "/combined"),
  "/api/cases/:case/judgments/:ref/history": perRef("judgments", "/history"),
  "/api/cases/:case/judgments/:ref/chain": perRef("judgments", "/chain"),
  "/api/cases/:case/drafts": plain(`${CASE}/drafts`),
  "/api/cases/:case/editions/:one/diff/:other": plain(`${CASE}/editions/public/diff/restricted`),
  "/api/cases/:case/editions/:one/verify": plain(
    `${CASE}/editions/public/verify`,
    `${CASE}/editions/restricted/verify`,
    `${CASE}/editions/none/verify`,
  ),
  "/api/cases/:case/editions/:one/parity/:other": plain(`${CASE}/editions/public/parity/restricted`),
  "/api/cases/:case/preview": ({ visible, hidden }) => [
    ...["CLEAR", "GREEN", "AMBER"].map((ceiling) => `${CASE}/preview?ceiling=${ceiling}`),
    ...[...visible, ...hidden]
      .filter((ref) => ref.startsWith("edn_"))
      .map((ref) => `${CASE}/preview?ceiling=CLEAR&draft=${ref}`),
    `${CASE}/preview?ceiling=GREEN&groups=cell`,
  ],
  "/api/cases/:case/checklist": plain(`${CASE}/checklist?ceiling=CLEAR`, `${CASE}/checklist?ceiling=GREEN`),
  "/api/cases/:case/lint": plain(`${CASE}/lint`),
  "/api/cases/:case/posts": posts(
    "posts",
    "posts?limit=1",
    "posts?q=words",
    "posts?q=withheld",
    "posts?account=mole",
    "posts?account=nobody",
    "posts?object=domain:hidden.example",
    "posts?object=hashtag:harbour",
    "posts?from=2030-05-01T12:00:00Z",
    "posts?order=newest&limit=2",
    "posts?cell=%22label%22:withheld",
  ),
  "/api/cases/:case/posts/csv": posts("posts/csv", "posts/csv?order=newest", "posts/csv?account=mole"),
  "/api/cases/:case/posts/facets": posts("posts/facets"),
  "/api/cases/:case/posts/counts": posts(
    ...["hashtag", "domain", "text", "account", "language", "%22label%22"].map(
      (by) => `posts/counts?by=${by}`,
    ),
    "posts/counts?by=account&object=domain:hidden.example",
    "posts/counts?by=hashtag&account=mole",
    "posts/counts?by=account&cell=%22label%22:withheld",
  ),
  "/api/cases/:case/posts/top": posts(
    ...["hashtag", "domain", "account", "language"].map((column) => `posts/top?column=${column}`),
    "posts/top?column=account&by=day&group=mole,heron",
  ),
  "/api/cases/:case/posts/histogram": posts("posts/histogram?bins=10", "posts/histogram?q=withheld"),
  "/api/cases/:case/posts/suggest": posts(
    ...["account", "domain", "hashtag", "text"].flatMap((kind) =>
      ["a", "m", "hidden"].map((text) => `posts/suggest?kind=${kind}&text=${text}`),
    ),
  ),
  "/api/cases/:case/codings": plain(`${CASE}/codings`),
  "/api/cases/:case/codings/queue": plain(
    `${CASE}/codings/queue?of=post`,
    `${CASE}/codings/queue?of=account&seed=7`,
  ),
  "/api/cases/:case/codings/:ref": (world) => [
    ...perRef("codings")(world),
    ...perRef("codings", "?all=yes")(world),
    ...perRef("codings", "?at=2031-01-02")(world),
  ],
  "/api/cases/:case/imports": plain(`${CASE}/imports`),
  "/api/cases/:case/imports/:ref/rejects": perRef("imports", "/rejects"),
  "/api/cases/:case/detectors": plain(`${CASE}/detectors`),
  "/api/cases/:case/series": plain(`${CASE}/series`),
  "/api/cases/:case/inputs": plain(`${CASE}/inputs`),
  "/api/cases/:case/jobs": plain(`${CASE}/jobs`),
  "/api/cases/:case/jobs/:id": plain(`${CASE}/jobs/1`, `${CASE}/jobs/job_0000000000`),
  "/api/cases/:case/jobs/:id/events": plain(`${CASE}/jobs/1/events`),
  "/api/cases/:case/findings": plain(`${CASE}/findings`),
  "/api/cases/:case/findings/:ref": perFinding(""),
  "/api/cases/:case/findings/:ref/shared": perFinding("/shared"),
  "/api/cases/:case/findings/:ref/network": perFinding("/network"),
  "/api/cases/:case/findings/:ref/network/:format{gexf|graphml}": (world) => [
    ...perFinding("/network/gexf")(world),
    ...perFinding("/network/graphml")(world),
  ],
  "/api/cases/:case/findings/:ref/columns": (world) => [
    ...perFinding("/columns")(world),
    ...perFinding("/columns?column=language")(world),
  ],
  "/api/cases/:case/findings/:ref/posts": (world) => [
    ...perFinding("/posts")(world),
    ...perFinding("/posts?from=2031-10-01T00:00:00Z&to=2031-10-20T00:00:00Z&limit=2")(world),
  ],
  "/api/cases/:case/findings/:ref/edges/:a/:b": perFinding("/edges/A-01/A-02"),
  "/api/cases/:case/entities": posts(
    "entities",
    ...["mole", "heron", "nobody", "hidden.example"].map((name) => `entities?name=${name}`),
  ),
  "/api/cases/:case/entities/:entity": (world) => [
    ...perRef("entities")(world),
    ...[
      "account:mole",
      "account:heron",
      "account:nobody",
      "domain:hidden.example",
      "domain:nowhere.example",
    ].map((name) => `${CASE}/entities/${encodeURIComponent(name)}`),
  ],
  "/api/cases/:case/unsaved": plain(`${CASE}/unsaved`),
  "/api/cases/:case/artifacts": plain(`${CASE}/artifacts`),
  "/api/cases/:case/artifacts/:ref/text": (world) => [
    ...perRef("artifacts", "/text")(world),
    ...perRef("artifacts", "/text?body=open")(world),
  ],
  // Reading takes its time: a few documents of each side stand for all.
  "/api/cases/:case/artifacts/:ref/proposals": ({ visible, hidden }) =>
    [visible, hidden]
      .flatMap((side) => side.filter((ref) => ref.startsWith("art_")).slice(0, 3))
      .concat(visible.slice(0, 1), NOWHERE)
      .map((ref) => `${CASE}/artifacts/${ref}/proposals`),
  "/api/cases/:case/artifacts/:sha256{[0-9a-f]{64}}": ({ hashes }) =>
    [...hashes, "0".repeat(64)].map((hash) => `${CASE}/artifacts/${hash}`),
};

/** Streams: what they send is compared, up to as many events as the reader may see. */
export const STREAM_RECIPES: Readonly<Record<string, string>> = {
  "/api/cases/:case/events": `${CASE}/events`,
};
