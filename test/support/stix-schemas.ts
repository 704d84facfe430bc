/** The OASIS schemas of STIX 2.1 as a validator that knows nothing of Plumbline: each object against its own type. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";

const FOLDERS = ["common", "observables", "sdos", "sros"] as const;

/** Name of the schema of a bundle with its list of types completed. */
export const COMPLETED = "bundle, completed";

interface Typed {
  readonly type: string;
  readonly id: string;
}

/** Types of STIX 2.1 that the OASIS list of a bundle's objects lacks, with the schemas that OASIS has for them. */
const UNLISTED = [
  "sdos/grouping",
  "sdos/incident",
  "sdos/location",
  "sdos/note",
  "sdos/opinion",
  "common/extension-definition",
];

interface BundleSchema {
  $id: string;
  properties: {
    objects: {
      items: {
        anyOf: [
          { oneOf: { $ref: string }[] },
          { allOf: [unknown, { properties: { type: { not: { enum: string[] } } } }] },
        ];
      };
    };
  };
}

/** The OASIS schema of a bundle with what its list of types lacks put in; nothing else is changed. */
function completedBundle(folder: string): BundleSchema {
  const schema = JSON.parse(readFileSync(join(folder, "common", "bundle.json"), "utf8")) as BundleSchema;
  const [known, custom] = schema.properties.objects.items.anyOf;
  const listed = new Set(known.oneOf.map(({ $ref }) => $ref));
  for (const path of UNLISTED) {
    const $ref = `../${path}.json`;
    if (listed.has($ref)) throw new Error(`${path} is listed now: take it out here`);
    known.oneOf.push({ $ref });
    custom.allOf[1].properties.type.not.enum.push(path.split("/")[1]!);
  }
  return { ...schema, $id: schema.$id.replace("bundle.json", "bundle-completed.json") };
}

/** A function from an object to what is wrong with it; types without a schema of their own are held to the core. `as` names another schema. */
export function stixValidator(folder: string): (object: Typed, as?: string) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default.default(ajv);
  // names of hosts in other scripts: no library here checks them
  ajv.addFormat("idn-hostname", true);
  const ids = new Map<string, string>();
  for (const name of FOLDERS)
    for (const file of readdirSync(join(folder, name))) {
      const schema = JSON.parse(readFileSync(join(folder, name, file), "utf8")) as { $id: string };
      ajv.addSchema(schema);
      ids.set(file.replace(/\.json$/, ""), schema.$id);
    }
  const completed = completedBundle(folder);
  ajv.addSchema(completed);
  ids.set(COMPLETED, completed.$id);
  return (object, as = object.type) => {
    const validate = ajv.getSchema(ids.get(as) ?? ids.get("core")!);
    if (validate === undefined) throw new Error(`no schema for ${object.type}`);
    if (validate(object) === true) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${object.type} ${object.id} ${instancePath}: ${message ?? ""}`,
    );
  };
}

/** Every string of an object that stands where STIX puts a reference, in extensions as well. */
export function referencesIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") return /_refs?$/.test(key) ? [value] : [];
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap((item) => referencesIn(item, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => referencesIn(inner, name));
}
