/**
 * The contract of a platform reader: one file per platform, one line in `index.ts`, one shared contract test. A reader sees
 * one record at a time, as the platform or its collector wrote it, and says which posts it holds. Every path is optional:
 * platforms leave members out, rename them and add others. What a record does not say is `undefined`, and the engine then
 * takes links, hashtags and mentions from the text; a list that is there and empty is "none".
 */
import type { OpenContext } from "../formats/contract.ts";
import type { RejectCode } from "../report.ts";

/** A page that is one object, or one document, is held whole, up to this. */
export const MOST_PAGE_BYTES = 16 * 1024 * 1024;

/** A JSON object, or a row of a table by the names of its columns. */
export type Source = Readonly<Record<string, unknown>>;

/** The post that another one answers, quotes or repeats. */
export interface Target {
  readonly id?: string | undefined;
  readonly account?: string | undefined;
}

/** One post in the one shape that all readers give. */
export interface Post {
  /** What tells accounts apart: the name on platforms whose names are unique, else the id. */
  readonly account?: string | undefined;
  readonly accountId?: string | undefined;
  /** The name that is shown, which may be anybody's. */
  readonly accountName?: string | undefined;
  /** When the account was made, as ISO 8601 or as it was written. */
  readonly accountCreated?: string | undefined;
  /** Followers when the record was collected, or at the post where the platform says that. */
  readonly accountFollowers?: number | undefined;
  /** What the platform says of its verification: `true`, `false`, or its own word for a kind of it. */
  readonly accountVerified?: string | undefined;
  readonly post?: string | undefined;
  /** As ISO 8601 or as it was written. */
  readonly time?: string | undefined;
  /** Member or column that the time is from. */
  readonly timeFrom?: string | undefined;
  /** Another time that is written there: what a client says, where `time` is what a server saw. */
  readonly timeClaimed?: string | undefined;
  readonly text?: string | undefined;
  readonly language?: string | undefined;
  /** One address for each link, the expanded one. */
  readonly urls?: readonly string[] | undefined;
  readonly hashtags?: readonly string[] | undefined;
  readonly mentions?: readonly string[] | undefined;
  /** The conversation, channel, group or page that the post stands in. */
  readonly thread?: string | undefined;
  readonly reply?: Target | undefined;
  readonly quote?: Target | undefined;
  readonly repost?: Target | undefined;
  /** Addresses of pictures and videos. */
  readonly media?: readonly string[] | undefined;
  /** Counts under the platform's own names, and whatever else of the post has no place above. */
  readonly metrics?: Readonly<Record<string, string | number>> | undefined;
  /** The record where it holds more than this post; the whole record otherwise. */
  readonly record?: Source | undefined;
}

/** What stands around a record in its document: the plain values of the objects on the way to it, outermost first. */
export type Around = readonly Source[];

/** What takes the records of a file, each with the byte at which it begins. */
export interface Takes {
  record(record: Source, byte: number): void;
  refuse(code: RejectCode, value: string, byte: number): void;
}

/** A kind of file that is neither JSON nor a table: its platform's reader finds the records in it. */
export interface OwnForm {
  /** How reports call it. */
  readonly id: string;
  readonly text: boolean;
  begins(head: Uint8Array): boolean;
  /**
   * Every record, in the order of the file.
   * @throws PlumblineError FILE_*.
   */
  records(context: OpenContext, takes: Takes): Promise<void>;
}

export interface Platform {
  readonly id: string;
  /** Changes whenever the same bytes give other posts. */
  readonly version: string;
  readonly title: string;
  /** Page of docs/how-to/platforms that says where the export is from and what of it is read. */
  readonly page: string;
  readonly form: "json" | "table" | OwnForm;
  /** Of a table without a header: the names of its columns. */
  readonly header?: readonly string[];
  /** Where the records stand in one large document: names of members, `*` for each entry of a list. */
  readonly places?: readonly (readonly string[])[];
  /** The documentation of the platform states that times without a zone are UTC. */
  readonly zone?: "UTC";
  readonly notes?: readonly string[];
  /**
   * What among its accounts is a handle, where the platform says that case does not tell handles apart: these are read in lower case.
   * No id fits it of which case is a part.
   */
  readonly handles?: RegExp;
  /** Are these the first records of such an export? Asked of the beginning of a file only. */
  recognises(first: readonly Source[]): boolean;
  /**
   * The posts of a record: none where it is known to be something else than a post, undefined where it is of no shape that
   * is known.
   * @throws RecordFault where a value is such that the record is refused.
   */
  rows(record: Source, around: Around): readonly Post[] | undefined;
}

/** A record that is refused, with its code and the value at fault. */
export class RecordFault extends Error {
  readonly code: RejectCode;
  readonly value: string;

  constructor(code: RejectCode, value: string) {
    super(code);
    this.code = code;
    this.value = value;
  }
}
