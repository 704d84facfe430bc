/**
 * The form of a record file as a JSON schema, so that an editor completes its words and marks what does not fit while somebody writes.
 * It is made from the schemas by which the file is read; what only the case knows (which keys there are, and what may follow what) no
 * schema tells. `scripts/docs.mjs` writes it to docs/schemas/record-file.schema.json.
 */
import { z } from "zod";
import { tlpSchema } from "../model/marking.ts";
import { BODY } from "../model/records.ts";
import { idSchema, keySchema, refSchema } from "../model/refs.ts";
import { envelopeSchema, headerSchema } from "./record-envelope.ts";
import { MARKING_FIELDS, TYPE_OF_WORD } from "./record-file.ts";
import { seatsSchema, sectionSchema } from "./written-items.ts";

/** A JSON schema, as far as this file looks into it. */
interface JsonSchema {
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

const REFERENCE = "A key of a record above in this file or of the case, or an id; a part after #.";
const OWN_KEY = "How other records call this one; nothing where none does.";
const FILE: JsonSchema = {
  type: "string",
  description: "A file beside this one, in the place of sha256 and held.",
};

const JOINT = "The organisations that are reported to hold it: one position for each.";
const SECTION = "What the records below share, until the next section; its title is for people.";
/** Fields of a position that a joint gives by itself. */
const OF_EACH: readonly string[] = ["organisation", "stance"];

/** The schema of a whole file. */
export function recordFileSchema(): object {
  return new Writer().file();
}

class Writer {
  /** What several places share. */
  readonly #shared: Record<string, JsonSchema> = {};

  file(): object {
    const header = this.#written(headerSchema);
    const envelope = Object.entries(this.#written(envelopeSchema).properties ?? {}).map(
      ([name, field]) => [name, this.#share(name, field)] as const,
    );
    const key = { ...this.#written(keySchema), description: OWN_KEY };
    this.#share("key", { anyOf: [key, { type: "null" }] });
    this.#share("level", this.#written(tlpSchema));
    const items = [...TYPE_OF_WORD].map(([word, type]) =>
      this.#item(word, this.#written(BODY[type]), Object.fromEntries(envelope)),
    );
    return {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Record file of Plumbline, version 1",
      ...header,
      properties: {
        ...header.properties,
        records: {
          ...header.properties?.["records"],
          items: { anyOf: [...items, this.#joint(Object.fromEntries(envelope)), this.#section()] },
        },
      },
      $defs: this.#shared,
    };
  }

  #share(name: string, schema: JsonSchema): JsonSchema {
    this.#shared[name] = schema;
    return { $ref: `#/$defs/${name}` };
  }

  /** As people write it: where the log has an id they write a key, or the id. */
  #written(schema: z.ZodType): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...written
    } = z.toJSONSchema(schema, {
      io: "input",
      override: ({ zodSchema, jsonSchema }) => {
        delete jsonSchema.readOnly;
        if (zodSchema !== refSchema && zodSchema !== idSchema) return;
        delete jsonSchema.pattern;
        jsonSchema.description = REFERENCE;
        jsonSchema.minLength = 1;
      },
    });
    Object.assign(this.#shared, $defs);
    return written as JsonSchema;
  }

  /** A position of each of several organisations: the fields of one, without whose it is, and reported. */
  #joint(envelope: Readonly<Record<string, JsonSchema>>): JsonSchema {
    const {
      position: _,
      organisation: __,
      ...fields
    } = this.#item("position", this.#written(BODY.Position), envelope).properties!;
    const required = (this.#written(BODY.Position).required ?? []).filter((name) => !OF_EACH.includes(name));
    return {
      ...this.#written(BODY.Position),
      properties: {
        joint: { ...this.#written(seatsSchema), description: JOINT },
        ...fields,
        stance: { const: "reported" },
      },
      required: ["joint", ...required],
    };
  }

  #section(): JsonSchema {
    return { ...this.#written(sectionSchema), description: SECTION };
  }

  /** A record of a type: the word that begins it, the fields of its body, those of its envelope. */
  #item(word: string, body: JsonSchema, envelope: Readonly<Record<string, JsonSchema>>): JsonSchema {
    const forms = body.anyOf ?? body.oneOf;
    if (forms !== undefined) return { anyOf: forms.map((form) => this.#item(word, form, envelope)) };
    const fields = Object.entries(body.properties ?? {}).flatMap(([name, field]) => {
      if (name === "key") return [];
      const level = (MARKING_FIELDS as readonly string[]).includes(name);
      return [[name, level ? { anyOf: [{ $ref: "#/$defs/level" }, field] } : field] as const];
    });
    const isArtifact = word === "artifact";
    const left = ["key", ...(isArtifact ? ["sha256", "held"] : [])];
    return {
      ...body,
      properties: {
        [word]: { $ref: "#/$defs/key" },
        ...Object.fromEntries(fields),
        ...(isArtifact ? { file: FILE } : {}),
        ...envelope,
      },
      required: [word, ...(body.required ?? []).filter((name) => !left.includes(name))],
    };
  }
}
