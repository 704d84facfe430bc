/** Answers held against the API's own document, as a reader in another language would hold them. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Readonly<Record<string, unknown>>;

interface ApiDocument {
  /**
   * @param path as it was asked, below `/api`, with or without a query
   * @param body parsed; undefined where the answer is no JSON
   * @throws Error with what does not fit: an operation or a status that is not described, an answer of another shape.
   */
  check(method: string, path: string, status: number, body: unknown): void;
}

let known: ApiDocument | undefined;

/**
 * Holds one answer against the document, which is the same on every server; other answers than JSON by their status alone.
 * Every answer that a test of the server asks for comes through here.
 * @param fetchDocument asks for the document; refused where whoever asks has no session, and then nothing is held
 */
export async function holdToDocument(
  fetchDocument: () => Promise<Response>,
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  if (!path.startsWith("/api/") || path === "/api/openapi.json") return;
  // An address without the operation that was asked for has none to be held against.
  if (response.status === 405 || method === "OPTIONS") return;
  if (known === undefined) {
    const answer = await fetchDocument();
    if (!answer.ok) return;
    known = apiDocument((await answer.json()) as Json);
  }
  const json = response.headers.get("content-type")?.startsWith("application/json") === true;
  const body: unknown = json ? await response.clone().json() : undefined;
  known.check(method, path, response.status, body);
}

/** @param document what `/api/openapi.json` says */
export function apiDocument(document: Json): ApiDocument {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  const paths = Object.entries(document["paths"] as Record<string, Record<string, Json>>).map(
    ([path, item]) => ({
      path,
      item,
      pattern: new RegExp(`^/api${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      parameters: path.split("{").length,
    }),
  );
  // What is named outright comes before what a parameter would take: `/codings/queue` before `/codings/{ref}`.
  paths.sort((a, b) => a.parameters - b.parameters);
  const pointer = (...parts: readonly string[]) =>
    `api#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  return {
    check(method, path, status, body) {
      const asked = path.split("?")[0] ?? "";
      const found = paths.find(
        ({ pattern, item }) => pattern.test(asked) && item[method.toLowerCase()] !== undefined,
      );
      if (found === undefined) throw new Error(`${method} ${path} is not described`);
      const responses = found.item[method.toLowerCase()]!["responses"] as Record<string, Json>;
      const response = responses[String(status)];
      if (response === undefined) throw new Error(`${method} ${path}: ${status} is not described`);
      if (body === undefined) return;
      const at =
        typeof response["$ref"] !== "string"
          ? pointer(
              "paths",
              found.path,
              method.toLowerCase(),
              "responses",
              String(status),
              "content",
              "application/json",
              "schema",
            )
          : pointer(
              "components",
              "responses",
              response["$ref"].split("/").at(-1)!,
              "content",
              "application/json",
              "schema",
            );
      const validate = ajv.getSchema(at);
      if (validate === undefined) throw new Error(`${method} ${path}: no schema for ${status}`);
      if (validate(body) !== true)
        throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`);
    },
  };
}
