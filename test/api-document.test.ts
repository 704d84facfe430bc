/** The document of the API: whole, without empty schemas, with every refusal that an operation can give. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiDocument } from "./support/api-document.ts";
import { filesUnder, read } from "./support/docs-pages.ts";
import { makeTeam } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

type Json = Readonly<Record<string, unknown>>;

let team: Team;
let document: Json;
beforeAll(async () => {
  team = await makeTeam(tempFolder(afterAll));
  document = (await (await team.ask("/api/openapi.json", await team.enter("ada"))).json()) as Json;
});
afterAll(() => team.close());

/** Every schema in a value, with the way to it. */
function* schemasIn(value: unknown, way = ""): Generator<readonly [string, Json]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = `${way}/${key}`;
    if (key === "schema" || way.endsWith("/components/schemas")) yield [here, inner as Json];
    yield* schemasIn(inner, here);
  }
}

/** What makes a schema say something. */
const SAYS = ["$ref", "type", "anyOf", "oneOf", "allOf", "enum", "const"];

describe("the document of the API", () => {
  it("has no empty schema, and names what is used twice", () => {
    const all = [...schemasIn(document)];
    expect(all.length).toBeGreaterThan(150);
    const empty = all.filter(
      ([, schema]) =>
        !SAYS.some((word) => word in schema) ||
        (schema["type"] === "object" && !("properties" in schema) && !("additionalProperties" in schema)),
    );
    expect(empty.map(([way]) => way)).toEqual([]);
    const refusals = all.filter(([, schema]) => schema["$ref"] === "#/components/schemas/Refusal");
    expect(refusals.length).toBe(11);
  });

  it("describes every route of the API, and nothing else", () => {
    const served = team.app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
      .map(({ method, path }) => `${method} ${path.replace(/\{.*\}/, "")}`);
    const described = Object.entries(document["paths"] as Record<string, Json>).flatMap(([path, item]) =>
      Object.keys(item).map(
        (method) => `${method.toUpperCase()} /api${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
    expect(described.sort()).toEqual(
      [...new Set(served)].filter((route) => route !== "GET /api/openapi.json").sort(),
    );
  });

  it("is one that a schema checker can read", () => {
    expect(() => apiDocument(document).check("GET", "/api/me", 200, { person: "ada" })).toThrow("byAccount");
    apiDocument(document).check("GET", "/api/me", 200, { person: "ada", byAccount: true });
    expect(() => apiDocument(document).check("GET", "/api/me", 418, {})).toThrow("418");
  });
});

it("the page takes the types of the answers as they are", () => {
  const files = [...filesUnder("src/web", ".ts"), ...filesUnder("src/web", ".tsx")];
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => read(file).includes("as unknown as"))).toEqual([]);
});

describe("what does not fit", () => {
  const json = { "content-type": "application/json" };
  const send = async (path: string, init: RequestInit) => {
    const response = await team.ask(path, await team.enter(`p${Math.random()}`), init);
    const body = (await response.json().catch(() => ({}))) as { readonly code?: string };
    return [response.status, body.code, response.headers.get("allow")];
  };

  it("is refused with its own status: no JSON, another type, an unknown parameter, another method", async () => {
    const path = "/api/session/password";
    expect(await send(path, { method: "POST", body: '{"old":', headers: json })).toEqual([
      400,
      "USAGE",
      null,
    ]);
    const text = { "content-type": "text/plain" };
    expect(await send(path, { method: "POST", body: "{}", headers: text })).toEqual([
      415,
      "MEDIA_TYPE",
      null,
    ]);
    expect(await send(path, { method: "POST", body: "{}" })).toEqual([415, "MEDIA_TYPE", null]);
    expect(await send("/api/cases?limit=3", {})).toEqual([400, "USAGE", null]);
    expect(await send("/api/cases", { method: "DELETE" })).toEqual([
      405,
      "METHOD",
      "GET, POST, HEAD, OPTIONS",
    ]);
    expect(await send("/api/cases", { method: "OPTIONS" })).toEqual([
      204,
      undefined,
      "GET, POST, HEAD, OPTIONS",
    ]);
  });
});
