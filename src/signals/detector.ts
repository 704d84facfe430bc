/**
 * The contract of a detector. A detector is a descriptor plus `run`; flags, schema, form and documentation are
 * generated from the descriptor. Same columns, parameters and seed give the same result, byte for byte.
 */
import { z } from "zod";
import type { Finding } from "../model/finding.ts";
import type { OnProgress } from "../model/effects.ts";
import { EVIDENCE_CATEGORIES } from "../model/records.ts";
import type { ShareColumns } from "../kernel/columns.ts";
import { INPUT_KINDS } from "./given.ts";
import type { Given } from "./given.ts";
import type { DetectorOutput } from "./result.ts";

const parameterSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    help: z.string(),
    /**
     * A list is a text with one entry a line, or entries between commas where it has one line; it may be empty. An input names
     * what is taken from the records of the case, and may be empty, too.
     */
    kind: z.enum(["integer", "number", "text", "choice", "flag", "list", "input"]),
    default: z.union([z.string(), z.number(), z.boolean()]),
    min: z.number().exactOptional(),
    max: z.number().exactOptional(),
    choices: z.array(z.string()).readonly().exactOptional(),
    unit: z.string().exactOptional(),
    /** Of a text that is a value of a column: the parameter that names the column. */
    ofColumn: z.string().exactOptional(),
    /** Of an input: what it takes. */
    takes: z.enum(INPUT_KINDS).exactOptional(),
  })
  .readonly()
  .meta({ id: "Parameter" });
export type Parameter = z.infer<typeof parameterSchema>;

export const descriptorSchema = z
  .strictObject({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    /** The question it answers, in one sentence. */
    question: z.string(),
    parameters: z.array(parameterSchema).readonly(),
    inputs: z.string(),
    /**
     * Whether it reads the posts of the case; a run of one that does not is made from what it takes alone, and so is that of one
     * that reads posts `if any`, in a case that has none.
     */
    posts: z.union([z.boolean(), z.literal("if any")]),
    /**
     * What its findings are evidence of: the IIAF category, and the beginnings of words by which a question asks for what it measures.
     * Absent where nothing is looked for, as in a declaration.
     */
    speaks: z
      .strictObject({ category: z.enum(EVIDENCE_CATEGORIES), to: z.array(z.string()).readonly() })
      .readonly()
      .exactOptional(),
    nulls: z
      .array(
        z.strictObject({ name: z.string(), excludes: z.string(), doesNotExclude: z.string() }).readonly(),
      )
      .readonly(),
    /** Ordinary explanations: what each predicts where it is measured, and the check that would tell. */
    explanations: z
      .array(
        z
          .strictObject({ title: z.string(), predicts: z.string().exactOptional(), check: z.string() })
          .readonly(),
      )
      .readonly(),
    limits: z.array(z.string()).readonly(),
    references: z
      .array(z.strictObject({ text: z.string(), doi: z.string().exactOptional() }).readonly())
      .readonly(),
  })
  .readonly()
  .meta({ id: "Detector" });
export type Descriptor = z.infer<typeof descriptorSchema>;

/** Some of the distinct texts: `texts[i]` has the code `codes[i]`. */
export interface TextBatch {
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** Posts with their texts: who posted which, when, in which row; and each distinct text once. */
export interface TextColumns {
  /**
   * One share per post that has a text; `object` is the code of the text. The very columns that `shares("text")` gives:
   * every code from 0 to `objects` - 1 is the text of at least one post.
   */
  readonly shares: ShareColumns;
  /**
   * The distinct texts, each code exactly once, in batches of any size and in any order, read lazily so that they need
   * not be in memory together. A text is what `objectValues("text", …)` gives for its code: the exact text, or a form of
   * it that differs in no more than case, white space and Unicode form. It may hold unpaired surrogates. To be
   * read once; a batch may be reused by the source when the next one is asked for.
   */
  readonly batches: AsyncIterable<TextBatch>;
}

/** What a detector may pull from the corpus. The store implements it; a detector asks only for what it needs. */
export interface DetectorSource {
  /**
   * Shares of one kind of object: `post` (every post, as one and the same object), `post-id` (posts by their own ids), `url` (addresses of one page joined by the link rules), `exact-url`, `media`, `domain`, `hashtag`, `mention`, `text`, `reshare`, `column:NAME`, or `list:NAME` for a column whose cells are taken for lists.
   * @throws PlumblineError NO_DATA if there are none.
   */
  shares(object: string): Promise<ShareColumns>;
  /**
   * Posts with their texts, for detectors that compare texts. Afterwards `accountNames` and `objectValues("text", …)`
   * answer for the codes of these columns.
   * @throws PlumblineError NO_DATA if no post has a text.
   */
  texts(): Promise<TextColumns>;
  /** Names of accounts by code, in the order asked. */
  accountNames(codes: Int32Array): Promise<string[]>;
  /** Values of objects of one kind by code, in the order asked. */
  objectValues(object: string, codes: Int32Array): Promise<string[]>;
}

export type Parameters = Readonly<Record<string, string | number | boolean>>;

export interface DetectorContext {
  readonly seed: number;
  /** What its inputs name; nothing where it is absent. */
  readonly given?: Given;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface DetectorResult<Output extends DetectorOutput = DetectorOutput> {
  readonly findings: readonly Finding[];
  /** Counts the run reports about itself. */
  readonly counts: Readonly<Record<string, string | number | boolean | null>>;
  /** The full result with names, edges and rows; it is stored as the output Artifact and keeps the marking of the posts. */
  readonly output: Output;
}

/** A row of a table of posts; the time in ISO 8601, other columns under any name. */
export type ExamplePost = Readonly<Record<string, string>> & {
  readonly account: string;
  readonly time: string;
};

/** A table that comes in beside the posts of an example, and what is declared by it. */
export interface ExampleTable {
  /** Key under which parameters name it. */
  readonly key: string;
  readonly as: "series" | "set" | "markers" | "events" | "subjects" | "table" | "mails";
  /** The file; of mails a mailbox file. */
  readonly csv: string;
  /** Of a series, set or markers: which columns say what. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Posts in which the detector finds something. The contract suite imports them, runs it and follows every finding down. */
export interface Example {
  /** The same at every call; none for a detector that reads no posts. */
  readonly posts: () => readonly ExamplePost[];
  /** Come in before the posts, in this order. */
  readonly tables?: readonly ExampleTable[];
  /** Parameters that are not the defaults. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

export interface Detector {
  readonly descriptor: Descriptor;
  readonly example: Example;
  run(source: DetectorSource, parameters: Parameters, context: DetectorContext): Promise<DetectorResult>;
}
