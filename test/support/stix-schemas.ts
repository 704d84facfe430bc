/** The OASIS schemas of STIX 2.1 as a validator that knows nothing of Plumbline: each object against its own type. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";

const FOLDERS = ["common", "observables", "sdos", "sros"] as const;

interface Typed {
  readonly type: string;
  readonly id: string;
}

/** A function from an object to what is wrong with it; types without a schema of their own are held to the core. */
export function stixValidator(folder: string): (object: Typed) => string[] {
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
  return (object) => {
    const validate = ajv.getSchema(ids.get(object.type) ?? ids.get("core")!);
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
