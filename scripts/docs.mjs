// The generated parts of the documentation. `node scripts/docs.mjs` writes them, `--check` fails where they are old.
// `generatedParts` is given the program's own tables, so that the tests call it with the sources and this file, run
// by itself, with the build.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fileURLToPath, pathToFileURL } from "node:url";
import { roomsOf, roomsPicture, roomsTable } from "./rooms.mjs";
import { FIELD_MEANINGS, ENVELOPE_MEANINGS, SHAPE_MEANINGS, ASPECT_MEANINGS } from "./docs-meanings.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HELP_WIDTH = 100;

/**
 * Page, name of the part and its text, for every generated part.
 * @param {{ errors, rejectCodes, model, detectors, program, exitStatus }} sources
 * @returns {{ page: string, part: string, text: string }[]}
 */
export function generatedParts(sources) {
  return [
    { page: "docs/errors.md", part: "errors", text: errorTable(sources.errors) },
    { page: "docs/errors.md", part: "rejects", text: rejectTable(sources.rejectCodes) },
    { page: "docs/cli.md", part: "exit-status", text: exitTable(sources.exitStatus) },
    { page: "docs/cli.md", part: "commands", text: commandPages(sources.program) },
    { page: "docs/detectors/README.md", part: "list", text: detectorList(sources.detectors) },
    { page: "docs/detectors/parameters.md", part: "detectors", text: detectorPages(sources.detectors) },
    { page: "docs/model.md", part: "envelope", text: envelopeTable(sources.model) },
    { page: "docs/model.md", part: "types", text: typeTables(sources.model) },
    { page: "docs/model.md", part: "aspects", text: aspectTable(sources.model) },
    { page: "docs/model.md", part: "shapes", text: shapeTables(sources.model) },
    { page: "docs/architecture.md", part: "rooms", text: roomsTable(rooms()) },
  ];
}

/**
 * Files of the documentation that are generated whole: the published JSON schemas, the picture of the rooms.
 * @param {{ release, workbench }} sources
 * @returns {{ page: string, text: string }[]}
 */
export function generatedFiles({ release, workbench }) {
  const schema = (page, title, of) => {
    const { $schema, ...rest } = z.toJSONSchema(of, { reused: "ref" });
    return { page, text: `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n` };
  };
  return [
    { page: "docs/rooms.svg", text: roomsPicture(rooms()) },
    schema("docs/schemas/edition.schema.json", "edition.json of Plumbline, format 1", release.editionSchema),
    schema(
      "docs/schemas/stix-extension.schema.json",
      "Plumbline assessment, an extension of STIX 2.1, version 1.0.0",
      release.extensionSchema,
    ),
    {
      page: "docs/schemas/record-file.schema.json",
      text: `${JSON.stringify(workbench.recordFileSchema(), undefined, 2)}\n`,
    },
  ];
}

/** The rooms by the rules of the linter. */
const rooms = () => roomsOf(JSON.parse(readFileSync(join(ROOT, ".oxlintrc.json"), "utf8")));

/**
 * `text` with what stands between the markers of a part replaced.
 * @throws Error if the page has no such markers.
 */
export function withPart(page, part, text) {
  const begin = `<!-- generated: ${part} -->`;
  const end = `<!-- end: ${part} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`No markers for the generated part “${part}”.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (cells) => `| ${cells.map(cell).join(" | ")} |`;
const table = (head, rows) =>
  [row(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(row)].join("\n");
const code = (text) => `\`${text}\``;

// --- errors ---------------------------------------------------------------------------------------------------------

function errorTable(errors) {
  const rows = Object.entries(errors).map(([name, { exit, http, meaning, hint }]) => [
    code(name),
    exit,
    http,
    meaning,
    hint,
  ]);
  return table(["code", "exit", "HTTP", "what it means", "what to do"], rows);
}

function rejectTable(rejectCodes) {
  return table(
    ["code", "why the row was not kept"],
    Object.entries(rejectCodes).map(([name, meaning]) => [code(name), meaning]),
  );
}

// --- command line ---------------------------------------------------------------------------------------------------

function exitTable(exitStatus) {
  return table(["exit status", "meaning"], Object.entries(exitStatus));
}

function commandPages(program) {
  return leaves(program, [])
    .map(({ command, path }) => {
      const title = ["plumbline", ...path].join(" ");
      return `### ${title}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``;
    })
    .join("\n\n");
}

/** Commands in their order; one that has sub-commands is followed by them. */
function leaves(command, path) {
  return command.commands.flatMap((sub) => {
    const own = [...path, sub.name()];
    return [{ command: sub, path: own }, ...leaves(sub, own)];
  });
}

/** What `--help` prints, the same on every terminal. */
function helpOf(command) {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => HELP_WIDTH,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.replaceAll(/[ \t]+$/gm, "").trim();
}

// --- detectors ------------------------------------------------------------------------------------------------------

/** Each with its question; the link leads to its page, or to its parameters where it has no page of its own. */
function detectorList(detectors) {
  const page = (id) =>
    existsSync(join(ROOT, `docs/detectors/${id}.md`)) ? `${id}.md` : `parameters.md#${id}`;
  return table(
    ["detector", "question"],
    detectors.map(({ descriptor: { id, question } }) => [`[${id}](${page(id)})`, question]),
  );
}

function detectorPages(detectors) {
  return detectors.map(({ descriptor }) => detectorPage(descriptor)).join("\n\n");
}

function detectorPage(descriptor) {
  const bounds = ({ min, max, choices }) =>
    choices !== undefined ? choices.join(", ") : min === undefined ? "" : `${min} to ${max}`;
  const list = (items) => items.map((item) => `- ${item}`).join("\n");
  return [
    `## ${descriptor.id}`,
    `${descriptor.title}, version ${descriptor.version}. ${descriptor.question}`,
    `Input: ${descriptor.inputs}`,
    ...(descriptor.speaks === undefined
      ? []
      : [
          `Its findings are ${descriptor.speaks.category} evidence. It speaks to a question with a word that begins so: ${descriptor.speaks.to.join(", ")}.`,
        ]),
    table(
      ["parameter", "kind", "default", "bounds", "unit", "meaning"],
      descriptor.parameters.map((parameter) => [
        code(`--${parameter.name}`),
        parameter.kind,
        code(parameter.default),
        bounds(parameter),
        parameter.unit ?? "",
        parameter.help,
      ]),
    ),
    `### Nulls of ${descriptor.id}`,
    table(
      ["null", "excludes", "does not exclude"],
      descriptor.nulls.map(({ name, excludes, doesNotExclude }) => [name, excludes, doesNotExclude]),
    ),
    `### Ordinary explanations offered by ${descriptor.id}`,
    table(
      ["explanation", "what it predicts", "the check that would tell"],
      descriptor.explanations.map(({ title, predicts = "not measured", check }) => [title, predicts, check]),
    ),
    `### Limits of ${descriptor.id}`,
    list(descriptor.limits),
    `### References of ${descriptor.id}`,
    list(descriptor.references.map(({ text, doi }) => (doi === undefined ? text : `${text} doi:${doi}`))),
  ].join("\n\n");
}

// --- record format --------------------------------------------------------------------------------------------------

/** A schema without what only says that it may be absent or is not changed. */
function bare(schema) {
  const { type, innerType } = schema.def;
  return type === "optional" || type === "readonly" ? bare(innerType) : schema;
}

const isOptional = (schema) =>
  schema.def.type === "optional" || (schema.def.type === "readonly" && isOptional(schema.def.innerType));

/** Schemas that have a name of their own, by their innermost schema. */
function namedShapes(model) {
  return new Map(
    [
      [model.idSchema, "id"],
      [model.refSchema, "reference"],
      [model.sha256Schema, "SHA-256 in lower-case hexadecimal"],
      [model.datedSchema, "[date](#dates)"],
      [model.instantSchema, "instant, UTC with milliseconds"],
      [model.spanSchema, "[span](#span)"],
      [model.lineageSchema, "[lineage](#lineage)"],
      [model.markingSchema, "[marking](#marking-of-a-record)"],
      [model.findingSchema, "[finding](#finding)"],
      [model.blockSchema, "[block](#block)"],
      [model.signatureSchema, "[signature](#signature)"],
      [model.carriedSchema, "`{ format: stix-2.1; object: the object as it came }`"],
    ].map(([schema, name]) => [bare(schema), name]),
  );
}

/** Builds the words for a schema; `names` are shapes that are described elsewhere. */
function formWriter(names) {
  const form = (given, skip) => {
    const schema = bare(given);
    const named = schema === skip ? undefined : names.get(schema);
    if (named !== undefined) return named;
    const { def } = schema;
    switch (def.type) {
      case "string":
        return stringForm(schema);
      case "number":
        return numberForm(schema);
      case "boolean":
        return "`true` or `false`";
      case "null":
        return "`null`";
      case "nullable":
        return `${form(def.innerType)} or \`null\``;
      case "literal":
        return def.values.map(code).join(" or ");
      case "enum":
        return Object.values(def.entries).map(code).join(", ");
      case "array":
        return arrayForm(schema, form);
      case "tuple":
        return `[${def.items.map((item) => form(item)).join(", ")}]`;
      case "record":
        return `map of ${form(def.keyType)} to ${form(def.valueType)}`;
      case "object":
        return objectForm(schema, form);
      case "union":
        return [...new Set(def.options.map((option) => form(option)))].join(" or ");
      default:
        throw new Error(`The documentation has no words for a schema of type ${def.type}.`);
    }
  };
  return form;
}

function stringForm(schema) {
  const message = schema.safeParse("\u0000").error?.issues[0]?.message;
  if (schema.format === "regex")
    return message === undefined || message.startsWith("Invalid string")
      ? "text of a fixed pattern"
      : message;
  if (schema.maxLength === null) return "text";
  return `text, ${schema.minLength === null ? "at most" : `${schema.minLength} to`} ${count(schema.maxLength)} characters`;
}

const count = (value) => value.toLocaleString("en-GB");

function numberForm(schema) {
  const whole = schema.format === "safeint" ? "whole number" : "number";
  const { minValue, maxValue } = schema;
  const low = Number.isFinite(minValue) && minValue !== null ? minValue : undefined;
  const high =
    Number.isFinite(maxValue) && maxValue !== null && maxValue < Number.MAX_SAFE_INTEGER
      ? maxValue
      : undefined;
  const open = (at) => !schema.safeParse(at).success;
  if (low !== undefined && high !== undefined)
    return open(low)
      ? `${whole} between ${low} and ${high}${open(high) ? ", both excluded" : `, ${low} excluded`}`
      : `${whole} from ${low} to ${high}`;
  if (low !== undefined) return open(low) ? `${whole} above ${low}` : `${whole}, ${low} or more`;
  return high === undefined ? whole : `${whole}, at most ${high}`;
}

function arrayForm(schema, form) {
  const checks = (schema.def.checks ?? []).map((check) => check._zod.def);
  const min = checks.find(({ check }) => check === "min_length")?.minimum;
  const max = checks.find(({ check }) => check === "max_length")?.maximum;
  const least = min === undefined ? "" : `, at least ${min}`;
  const range = max === undefined ? least : `, ${min === undefined ? "at most" : `${min} to`} ${count(max)}`;
  return `list of ${form(schema.def.element)}${range}`;
}

function objectForm(schema, form) {
  const fields = Object.entries(schema.def.shape).map(
    ([name, field]) => `\`${name}\`${isOptional(field) ? "?" : ""}: ${form(field)}`,
  );
  return `{ ${fields.join("; ")} }`;
}

/** What a reference field may name, as the log checks it. */
function namesOf(model, type, field) {
  return model.REFERENCE_FIELDS[type].flatMap(({ path, types, part }) => {
    const [first, ...rest] = path.split(".").filter((step) => step !== "*");
    // Spans name Artifacts everywhere; that is said once, with the shape.
    if (first !== field || first === "from") return [];
    const inner = rest.length === 0 ? "" : `\`${rest.join(".")}\` `;
    const what = types.length === 0 ? "any record" : types.join(" or ");
    if (part === "part") return [`; ${inner}names a part of a ${what}`];
    return [`; ${inner}names ${what}${part === "either" ? ", or a part of one" : ""}`];
  });
}

function fieldRows(model, form, schema, type, meanings, where) {
  const shape = bare(schema).def.shape;
  const unknown = Object.keys(meanings).filter((name) => !Object.hasOwn(shape, name));
  if (unknown.length > 0) throw new Error(`${where} has no field ${unknown.join(", ")}.`);
  return Object.entries(shape).map(([name, field]) => {
    const meaning = meanings[name];
    if (meaning === undefined) throw new Error(`The documentation says nothing about ${where}.${name}.`);
    const names = type === undefined ? "" : namesOf(model, type, name).join("");
    return [code(name), isOptional(field) ? "" : "yes", `${form(field)}${names}`, meaning];
  });
}

const FIELD_HEAD = ["field", "required", "form", "meaning"];

function envelopeTable(model) {
  const form = formWriter(namedShapes(model));
  const [schema] = model.recordSchema.def.options;
  const shape = Object.fromEntries(Object.entries(schema.def.shape).filter(([name]) => name !== "body"));
  const types = { ...shape, type: undefined };
  const rows = Object.entries(types).map(([name, field]) => {
    const meaning = ENVELOPE_MEANINGS[name];
    if (meaning === undefined)
      throw new Error(`The documentation says nothing about the envelope's ${name}.`);
    return field === undefined
      ? [code(name), "yes", "one of the sixteen types below", meaning]
      : [code(name), isOptional(field) ? "" : "yes", form(field), meaning];
  });
  return table(FIELD_HEAD, [
    ...rows,
    [code("body"), "yes", "the fields of its type", ENVELOPE_MEANINGS.body],
  ]);
}

function typeTables(model) {
  const form = formWriter(namedShapes(model));
  return Object.entries(model.BODY)
    .map(([type, schema]) => {
      const meanings = FIELD_MEANINGS[type];
      const body = bare(schema);
      // An Appraisal is a union over its aspects: one table for what all share, the values stand below.
      const one = body.def.type === "union" ? appraisalShape(model, body) : body;
      const rows = fieldRows(model, form, one, type, meanings.fields, type).map((cells) =>
        type === "Appraisal" && cells[0] === "`value`"
          ? [
              cells[0],
              cells[1],
              "follows the aspect, see [values of an Appraisal](#values-of-an-appraisal)",
              cells[3],
            ]
          : type === "Appraisal" && cells[0] === "`aspect`"
            ? [cells[0], cells[1], Object.keys(model.ASPECTS).map(code).join(", "), cells[3]]
            : cells,
      );
      return `### ${type}\n\nIds begin with \`${model.ID_PREFIX[type]}_\`. ${meanings.about}\n\n${table(FIELD_HEAD, rows)}`;
    })
    .join("\n\n");
}

function appraisalShape(model, union) {
  const aspects = union.def.options.map((option) => bare(option).def.shape.aspect.def.values[0]);
  const missing = Object.keys(model.ASPECTS).filter((aspect) => !aspects.includes(aspect));
  if (missing.length > 0) throw new Error(`No variant of an Appraisal has the aspect ${missing.join(", ")}.`);
  return bare(union.def.options[0]);
}

function aspectTable(model) {
  const form = formWriter(namedShapes(model));
  const rows = Object.entries(model.ASPECTS).map(([aspect, schema]) => {
    const meaning = ASPECT_MEANINGS[aspect];
    if (meaning === undefined) throw new Error(`The documentation says nothing about the aspect ${aspect}.`);
    return [code(aspect), form(schema), meaning];
  });
  return table(["aspect", "value", "meaning"], rows);
}

function shapeTables(model) {
  const form = formWriter(namedShapes(model));
  const objects = {
    "Marking of a record": model.markingSchema,
    Span: model.spanSchema,
    Signature: model.signatureSchema,
    Finding: model.findingSchema,
  };
  const parts = Object.entries(objects).map(([name, schema]) => {
    const { about, fields } = SHAPE_MEANINGS[name];
    return `### ${name}\n\n${about}\n\n${table(FIELD_HEAD, fieldRows(model, form, schema, undefined, fields, name))}`;
  });
  const blocks = bare(model.blockSchema).def.options.map((option) => {
    const { block, ...rest } = bare(option).def.shape;
    const fields = Object.entries(rest).map(([name, field]) => `\`${name}\`: ${form(field)}`);
    return [code(block.def.values[0]), fields.join("; "), SHAPE_MEANINGS.Block.kinds[block.def.values[0]]];
  });
  return [
    ...parts,
    `### Block\n\n${SHAPE_MEANINGS.Block.about}\n\n${table(["block", "fields", "meaning"], blocks)}`,
  ].join("\n\n");
}

// --- run by itself --------------------------------------------------------------------------------------------------

async function sourcesOfBuild() {
  delete process.env["PLUMBLINE_BY"];
  const from = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
  const [
    errors,
    ingest,
    records,
    refs,
    references,
    marking,
    time,
    finding,
    signals,
    cli,
    release,
    workbench,
  ] = await Promise.all([
    from("errors.js"),
    from("ingest/index.js"),
    from("model/records.js"),
    from("model/refs.js"),
    from("model/references.js"),
    from("model/marking.js"),
    from("model/time.js"),
    from("model/finding.js"),
    from("signals/index.js"),
    from("cli/main.js"),
    from("release/index.js"),
    from("workbench/index.js"),
  ]);
  return {
    errors: errors.ERRORS,
    rejectCodes: ingest.REJECT_CODES,
    model: { ...records, ...refs, ...references, ...marking, ...time, ...finding },
    detectors: signals.DETECTORS,
    program: await cli.program(),
    exitStatus: cli.EXIT_STATUS,
    release,
    workbench,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const check = process.argv.includes("--check");
  const old = new Set();
  const sources = await sourcesOfBuild();
  for (const { page, part, text } of [...generatedParts(sources), ...generatedFiles(sources)]) {
    const path = join(ROOT, page);
    const before = existsSync(path) ? readFileSync(path, "utf8") : "";
    const after = part === undefined ? text : withPart(before, part, text);
    if (after === before) continue;
    old.add(page);
    if (!check) writeFileSync(path, after);
  }
  for (const page of old) process.stdout.write(`${page}: ${check ? "not current" : "written"}\n`);
  if (check && old.size > 0) {
    process.stdout.write("Run `node scripts/docs.mjs`.\n");
    process.exitCode = 1;
  }
}
