/** The verbs that report, data in `vocabularies/reporting-verbs-en.yaml`, read once: what each form does and how its content stands. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { actSchema, type Act } from "./contract.ts";

const FRAMES = [
  "clause",
  "that",
  "quote",
  "turned",
  "person",
  "infinitive",
  "object",
  "of",
  "for",
  "on",
  "as",
  "name",
  "about",
  "to",
] as const;
export type Frame = (typeof FRAMES)[number];
const KINDS = ["speech", "finding", "thought", "stance"] as const;
type Kind = (typeof KINDS)[number];

const fileSchema = z.object({
  version: z.string(),
  groups: z.array(
    z.strictObject({
      act: actSchema,
      vouches: z.boolean(),
      kind: z.enum(KINDS),
      frames: z.array(z.enum(FRAMES)),
      verbs: z.array(z.string().min(1)),
    }),
  ),
  nouns: z.array(
    z.strictObject({
      act: actSchema,
      vouches: z.boolean(),
      frames: z.array(z.enum(["that", "infinitive", "for", "of", "about"])),
      nouns: z.array(z.string().min(1)),
    }),
  ),
  forms: z.record(z.string(), z.array(z.string())),
});

/** One use of a verb. */
export interface Use {
  readonly act: Act;
  readonly vouches: boolean;
  readonly kind: Kind;
}

export interface Verb {
  readonly verb: string;
  /** The word that follows it, as in "point out", or null. */
  readonly particle: string | null;
  readonly uses: ReadonlyMap<Frame, Use>;
}

export type FormKind = "base" | "present" | "past" | "ing";

export interface Form {
  readonly verb: Verb;
  readonly kinds: readonly FormKind[];
}

export interface Lexicon {
  readonly version: string;
  /** By form in lower case; verbs with a particle before those without. */
  readonly forms: ReadonlyMap<string, readonly Form[]>;
  /** By form in lower case. */
  readonly nouns: ReadonlyMap<string, ReadonlyMap<Frame, Use>>;
}

let loaded: Lexicon | undefined;

export function lexicon(): Lexicon {
  if (loaded !== undefined) return loaded;
  const path = new URL("../../vocabularies/reporting-verbs-en.yaml", import.meta.url);
  const file = fileSchema.parse(parse(readFileSync(path, "utf8")));
  const verbs = new Map<string, Map<Frame, Use>>();
  for (const { act, vouches, kind, frames, verbs: names } of file.groups)
    for (const name of names) {
      const uses = verbs.get(name) ?? new Map<Frame, Use>();
      for (const frame of frames) if (!uses.has(frame)) uses.set(frame, { act, vouches, kind });
      verbs.set(name, uses);
    }
  const forms = new Map<string, Form[]>();
  for (const [name, uses] of verbs) {
    const [word = name, particle = null] = name.split(" ");
    const verb: Verb = { verb: name, particle, uses };
    for (const [form, kinds] of formsOf(word, file.forms[word])) {
      const same = forms.get(form) ?? [];
      if (particle === null) same.push({ verb, kinds });
      else same.unshift({ verb, kinds });
      forms.set(form, same);
    }
  }
  return (loaded = { version: file.version, forms, nouns: nounsOf(file.nouns) });
}

function nounsOf(groups: z.infer<typeof fileSchema>["nouns"]): Map<string, Map<Frame, Use>> {
  const nouns = new Map<string, Map<Frame, Use>>();
  for (const { act, vouches, frames, nouns: names } of groups)
    for (const form of names.flatMap((name) => [name, name.replace(/y$/, "ie") + "s"])) {
      const uses = nouns.get(form) ?? new Map<Frame, Use>();
      for (const frame of frames) uses.set(frame, { act, vouches, kind: "speech" });
      nouns.set(form, uses);
    }
  return nouns;
}

/** `claim`, `claims`, `claimed`, `claiming`, or what the file lists where the verb is irregular. */
function formsOf(word: string, listed: readonly string[] | undefined): Map<string, FormKind[]> {
  const stem = word.endsWith("e") ? word.slice(0, -1) : word;
  const regular = [word + (/(?:s|sh|ch|x|z)$/.test(word) ? "es" : "s"), `${stem}ed`, `${stem}ing`];
  const forms = new Map<string, FormKind[]>([[word, ["base"]]]);
  for (const form of listed ?? regular) {
    const kind: FormKind = form.endsWith("ing") ? "ing" : form.endsWith("s") ? "present" : "past";
    forms.set(form, [...(forms.get(form) ?? []), kind]);
  }
  return forms;
}
