/** Pictures that look alike as objects of co-share, by the hashes that an import or another program has written. */
import { PlumblineError } from "../../../errors.ts";
import { joinNear, mostDistance, type ShareColumns } from "../../../kernel/index.ts";
import { count } from "../../../words.ts";
import type { DetectorContext, DetectorSource, Parameter, Parameters } from "../../detector.ts";

/** The kind of object by which co-share asks for them. */
export const PICTURE = "picture";

/** Kinds of hashes: bits, and the column in which an import leaves them. */
const HASHES = {
  pdq: { words: 8, column: "picture_pdq" },
  dhash: { words: 2, column: "picture_dhash" },
} as const;
type HashKind = keyof typeof HASHES;

/** Distinct hashes that are compared: the work grows with their square, divided by some thousands. */
const MOST_HASHES = 200_000;

/** The column that an import of pictures makes. */
const AUTO = "auto";

export const PICTURE_PARAMETERS: readonly Parameter[] = [
  {
    name: "picture-hash",
    title: "Picture: hash",
    help: "For the object picture alone. pdq compares 256 bits and tells pictures apart; dhash compares 64 and joins more that are not alike.",
    kind: "choice",
    default: "pdq",
    choices: Object.keys(HASHES),
  },
  {
    name: "picture-distance",
    title: "Picture: distance",
    help: "For the object picture alone. Bits of 256 in which two hashes of one picture may differ; of the 64 of dhash a quarter as many, rounded down. 0 joins equal hashes only.",
    kind: "integer",
    default: 31,
    min: 0,
    max: mostDistance(HASHES.pdq.words),
    unit: "bits",
  },
  {
    name: "picture-quality",
    title: "Picture: quality",
    help: "For the object picture alone. Pictures in which there is less to see, by the measure of PDQ, are no objects: hashes of flat pictures meet by chance. A hash that comes without a quality counts.",
    kind: "integer",
    default: 50,
    min: 0,
    max: 100,
  },
  {
    name: "picture-column",
    title: "Picture: column",
    help: "For the object picture alone. The column with the hashes; auto is the one that an import of pictures makes. It holds hexadecimal digits, with a comma and a quality after them or without, or a list of such in JSON.",
    kind: "text",
    default: AUTO,
  },
];

export interface PictureSettings {
  readonly hash: HashKind;
  /** Bits of that hash. */
  readonly distance: number;
  readonly quality: number;
  readonly column: string;
}

/** @throws PlumblineError PARAMETER if one is set that a run by another kind of object would ignore. */
export function pictureSettings(parsed: Parameters, object: string): PictureSettings {
  const set = PICTURE_PARAMETERS.find(({ name, default: usual }) => parsed[name] !== usual);
  if (object !== PICTURE && set !== undefined)
    throw new PlumblineError("PARAMETER", `${set.name} has no meaning for the object ${object}.`, {
      hint: `It is for the object ${PICTURE}.`,
    });
  const hash: HashKind = parsed["picture-hash"] === "dhash" ? "dhash" : "pdq";
  const given = String(parsed["picture-column"]);
  const { words, column } = HASHES[hash];
  return {
    hash,
    distance: Math.floor((Number(parsed["picture-distance"]) * words) / HASHES.pdq.words),
    quality: Number(parsed["picture-quality"]),
    column: given === AUTO ? column : given,
  };
}

/** What became of the hashes. */
export interface PictureCounts {
  readonly pictureHashes: number;
  /** Hashes that are not their own object: they lie within the distance of another. */
  readonly pictureHashesJoined: number;
  readonly pictureHashesFlat: number;
  /** Values that are no hash of this kind. */
  readonly pictureValuesUnread: number;
}

export interface PictureObjects {
  /** One share per post and picture: the object is a group of hashes that lie within the distance of one of them. */
  readonly columns: ShareColumns;
  /** The value of an object is the hash of its representative. */
  readonly names: Pick<DetectorSource, "accountNames" | "objectValues">;
  readonly counts: PictureCounts;
}

/**
 * Shares of pictures, those joined that look alike.
 * @throws PlumblineError NO_DATA without any hash that can be compared; STOPPED.
 */
export async function pictureObjects(
  source: DetectorSource,
  settings: PictureSettings,
  { signal }: Pick<DetectorContext, "signal">,
): Promise<PictureObjects> {
  const object = `list:${settings.column}`;
  const shares = await source.shares(object);
  const every = Int32Array.from({ length: shares.objects }, (_, code) => code);
  const values = await source.objectValues(object, every);
  const { words } = HASHES[settings.hash];
  const { codes, bits, flat, unread } = readHashes(values, words, settings.quality);
  if (codes.length > MOST_HASHES)
    throw new PlumblineError(
      "PARAMETER",
      `There are ${count(codes.length)} distinct hashes; more than ${count(MOST_HASHES)} are not compared.`,
      { hint: `Equal ones are found by the object column:${settings.column}.` },
    );
  if (codes.length === 0)
    throw new PlumblineError("NO_DATA", `No post has a picture with a ${settings.hash} hash to compare.`, {
      hint: `${shares.objects} values were looked at: ${flat} of flat pictures, ${unread} no such hash.`,
    });
  const numberOf = new Int32Array(shares.objects).fill(-1);
  for (const [number, code] of codes.entries()) numberOf[code] = number;
  const posts = new Int32Array(codes.length);
  for (let i = 0; i < shares.length; i++) {
    const number = numberOf[shares.object[i]!]!;
    if (number >= 0) posts[number]!++;
  }
  const { leader, leaders } = joinNear({ words, bits }, posts, settings.distance, () => {
    if (signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped.");
  });
  const { columns, objectOf, accountIds } = grouped(shares, numberOf, leader);
  return {
    columns,
    names: {
      accountNames: (asked) => source.accountNames(asked.map((code) => accountIds[code]!)),
      objectValues: (_kind, asked) =>
        Promise.resolve(Array.from(asked, (code) => values[codes[objectOf[code]!]!]!)),
    },
    counts: {
      pictureHashes: codes.length,
      pictureHashesJoined: codes.length - leaders,
      pictureHashesFlat: flat,
      pictureValuesUnread: unread,
    },
  };
}

/** The values that are hashes of so many words, of pictures in which there is enough to see. */
function readHashes(values: readonly string[], words: number, quality: number) {
  const form = new RegExp(`^([0-9a-f]{${8 * words}})(?:,(\\d{1,3}))?$`, "i");
  const codes: number[] = [];
  const bits: number[] = [];
  let [flat, unread] = [0, 0];
  for (const [code, value] of values.entries()) {
    const [, hex, seen] = form.exec(value) ?? [];
    if (hex === undefined) unread++;
    else if (seen !== undefined && Number(seen) < quality) flat++;
    else {
      codes.push(code);
      for (let i = 0; i < words; i++) bits.push(Number.parseInt(hex.slice(8 * i, 8 * i + 8), 16));
    }
  }
  return { codes, bits: Uint32Array.from(bits), flat, unread };
}

/** Shares by representatives, each picture once a post; codes of accounts and objects anew, in the order of the shares. */
function grouped(shares: ShareColumns, numberOf: Int32Array, leader: Int32Array) {
  const objectCode = new Int32Array(leader.length).fill(-1);
  const accountCode = new Int32Array(shares.accounts).fill(-1);
  const [objectOf, accountIds, kept, object, account]: [number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  /** The last post, and what it has shown. */
  let [post, shown] = ["", new Set<number>()];
  for (let i = 0; i < shares.length; i++) {
    const number = numberOf[shares.object[i]!]!;
    if (number < 0) continue;
    const here = `${shares.artifact[i]} ${shares.row[i]}`;
    if (here !== post) [post, shown] = [here, new Set()];
    const first = leader[number]!;
    if (shown.has(first)) continue;
    shown.add(first);
    const by = shares.account[i]!;
    if (objectCode[first]! < 0) objectCode[first] = objectOf.push(first) - 1;
    if (accountCode[by]! < 0) accountCode[by] = accountIds.push(by) - 1;
    kept.push(i);
    object.push(objectCode[first]!);
    account.push(accountCode[by]!);
  }
  const columns: ShareColumns = {
    ...shares,
    length: kept.length,
    account: Int32Array.from(account),
    object: Int32Array.from(object),
    time: Float64Array.from(kept, (i) => shares.time[i]!),
    artifact: Uint16Array.from(kept, (i) => shares.artifact[i]!),
    row: Int32Array.from(kept, (i) => shares.row[i]!),
    ...(shares.author === undefined ? {} : { author: Int32Array.from(kept, (i) => shares.author![i]!) }),
    accounts: accountIds.length,
    objects: objectOf.length,
  };
  return { columns, objectOf, accountIds };
}
