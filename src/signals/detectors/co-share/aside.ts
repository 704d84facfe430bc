/** Known-good accounts and boilerplate objects set aside: their shares leave the run before anything is counted. */
import { joinedLink, type ShareColumns } from "../../../kernel/index.ts";
import type { DetectorSource } from "../../detector.ts";
import type { Settings } from "./settings.ts";

/** What was set aside, by code. */
export interface Aside {
  readonly accounts: Int32Array;
  readonly objects: Int32Array;
  /** Entries of the lists that the corpus does not hold. */
  readonly unknown: readonly string[];
}

const CHUNK = 100_000;

/**
 * Looks up the lists by name. Names are compared without regard to case, white space or a leading @, and links as pages where
 * the run takes them so.
 */
export async function findAside(
  source: Pick<DetectorSource, "accountNames" | "objectValues">,
  columns: ShareColumns,
  settings: Settings,
): Promise<Aside> {
  const { aside, object } = settings;
  const accounts = await codesOf(aside.accounts, columns.accounts, (codes) => source.accountNames(codes));
  const page = (name: string) => (object === "url" ? (joinedLink(name.trim()) ?? name) : name);
  const objects = await codesOf(
    aside.objects,
    columns.objects,
    (codes) => source.objectValues(object, codes),
    page,
  );
  return {
    accounts: accounts.codes,
    objects: objects.codes,
    unknown: [...accounts.unknown, ...objects.unknown],
  };
}

const plain = (name: string): string => name.trim().replaceAll(/\s+/g, " ").replace(/^@/, "").toLowerCase();

async function codesOf(
  names: readonly string[],
  dictionary: number,
  ask: (codes: Int32Array) => Promise<string[]>,
  formOf = (name: string): string => name,
): Promise<{ codes: Int32Array; unknown: string[] }> {
  const wanted = new Map(names.map((name) => [plain(formOf(name)), name]));
  const unknown = new Set(wanted.keys());
  const codes: number[] = [];
  for (let from = 0; from < dictionary && wanted.size > 0; from += CHUNK) {
    const asked = Int32Array.from({ length: Math.min(CHUNK, dictionary - from) }, (_, i) => from + i);
    (await ask(asked)).forEach((name, i) => {
      if (!wanted.has(plain(name))) return;
      codes.push(from + i);
      unknown.delete(plain(name));
    });
  }
  return { codes: Int32Array.from(codes), unknown: [...unknown].map((name) => wanted.get(name)!) };
}

/** The columns without the shares of these accounts and objects; codes stay what they were. */
export function without(columns: ShareColumns, aside: Pick<Aside, "accounts" | "objects">): ShareColumns {
  if (aside.accounts.length + aside.objects.length === 0) return columns;
  const dropAccount = new Uint8Array(columns.accounts);
  for (const account of aside.accounts) dropAccount[account] = 1;
  const dropObject = new Uint8Array(columns.objects);
  for (const object of aside.objects) dropObject[object] = 1;
  const keep = Uint8Array.from(columns.account, (account, i) =>
    dropAccount[account] === 1 || dropObject[columns.object[i]!] === 1 ? 0 : 1,
  );
  const pick = <T extends Int32Array | Float64Array | Uint16Array>(values: T): T =>
    values.filter((_, i) => keep[i] === 1) as T;
  const account = pick(columns.account);
  return {
    ...columns,
    length: account.length,
    account,
    object: pick(columns.object),
    time: pick(columns.time),
    artifact: pick(columns.artifact),
    row: pick(columns.row),
    ...(columns.author === undefined ? {} : { author: pick(columns.author) }),
  };
}
