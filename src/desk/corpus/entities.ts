/**
 * The page of an account, a channel, a domain or a party, as a person at a case may see it. Fold and imports of this person come
 * first; everything is counted over these.
 *
 * An account has a page only where it is an account of a standing finding whose full result the person may see, or a Party. Every other account
 * is told like one that never was. Opening a page is noted in the access log: under the Party, or under each run in whose finding the account
 * stands, by its pseudonym there and not by its name.
 */
import { entityNames, partiesCalled, recordedOf } from "../../case/index.ts";
import type { CaseFold } from "../../case/index.ts";
import { PlumblineError } from "../../errors.ts";
import type { CaseRecord } from "../../model/records.ts";
import { partOf, recordOf } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import { partOfResult } from "../../signals/index.ts";
import type { DetectorOutput } from "../../signals/index.ts";
import type { PostQuery } from "../../store/corpus/posts.ts";
import type { FindingView } from "../../views/edition.ts";
import type { EntityName, EntityPosts, EntityView, SharedValues } from "../../views/entity.ts";
import { resolveName } from "../../workbench/names.ts";
import type { Seat } from "../seat.ts";
import { legible, namedFindings } from "./findings.ts";
import { readable } from "./posts.ts";

/** What the access log says of who opened a page. */
const OPENED = "page of";

/** Names of one Party whose posts are shown. */
const MOST_NAMES = 8;
const MOST_VALUES = 8;
/** Characters of a value. */
const MOST_TEXT = 300;
const MOST_LISTED = 500;

/** Whom a page is of. */
interface Subject {
  readonly entity: string;
  readonly name: string;
  readonly kind: EntityName["kind"];
  readonly party?: CaseRecord<"Party">;
  readonly accounts: readonly string[];
  readonly domains: readonly string[];
}

/**
 * Pages of that name: of a Party, and of an account or domain; without a name the pages of all Parties.
 * Nothing is opened by this, and nothing is noted.
 */
export async function entitiesCalled(seat: Seat, name?: string): Promise<readonly EntityName[]> {
  const fold = await seat.fold();
  if (name === undefined) return fold.all("Party").map(nameOfParty).slice(0, MOST_LISTED);
  const parties = [...partiesCalled(fold, "accounts", name), ...partiesCalled(fold, "domains", name)];
  const standing = await findingsWith(seat, fold, { accounts: [name], domains: [] });
  const account: EntityName[] =
    parties.length === 0 && isFound(standing) ? [{ entity: `account:${name}`, name, kind: "account" }] : [];
  return [...new Set(parties)].map(nameOfParty).concat(account);
}

const nameOfParty = ({ id, body }: CaseRecord<"Party">): EntityName => ({
  entity: id,
  name: body.name,
  kind: body.kind,
});

/**
 * @param entity the id or name of a Party, `account:NAME`, `domain:NAME`
 * @throws PlumblineError NOT_FOUND alike for what is hidden, what is absent and an account that has no page.
 */
export async function oneEntity(seat: Seat, entity: string): Promise<EntityView> {
  const fold = await seat.fold();
  const subject = subjectOf(fold, entity);
  const standing = await findingsWith(seat, fold, subject);
  const posts = await postsUnder(seat, subject);
  const { party, kind } = subject;
  if (party === undefined && !(kind === "account" ? isFound(standing) : posts.length > 0))
    throw new PlumblineError("NOT_FOUND", "There is no page of that name here.", {
      hint: "An account has one where it stands in a finding or is a Party; any other is a filter of the Corpus.",
    });
  noteOpening(seat, subject, standing);
  return {
    entity: subject.entity,
    name: subject.name,
    kind,
    ...(party === undefined ? {} : { recorded: recordedOf(fold, party) }),
    posts,
    findings: standing.map(({ view: { ref, label, name, finding }, as, members, posts: own }) => ({
      ref,
      label,
      name,
      status: finding.status,
      sentence: finding.sentence,
      as,
      posts: members.length === 0 ? null : own,
    })),
  };
}

/** A name that is a Party leads to its page. @throws PlumblineError NOT_FOUND. */
function subjectOf(fold: CaseFold, entity: string): Subject {
  const [, by, name] = /^(account|domain):(.+)$/su.exec(entity) ?? [];
  if (name === undefined) {
    const party = fold.find("Party", fold.latest(recordOf(resolveName(fold, entity))));
    if (party === undefined || !fold.stands(party.id))
      throw new PlumblineError("NOT_FOUND", "There is no such party here.");
    return { ...nameOfParty(party), party, ...entityNames(party) };
  }
  const kind = by === "account" ? "account" : "domain";
  const own = kind === "account" ? { accounts: [name], domains: [] } : { accounts: [], domains: [name] };
  const [party] = partiesCalled(fold, `${kind}s`, name);
  if (party === undefined) return { entity, name, kind, ...own };
  return { ...nameOfParty(party), party, ...entityNames(party) };
}

/** A finding with what the subject is in it. */
interface Standing {
  readonly view: FindingView;
  readonly as: EntityView["findings"][number]["as"];
  /** Pseudonyms of its accounts there. */
  readonly members: readonly string[];
  readonly posts: number;
}

/** An account has a page by a finding proper: a candidate is none. */
const isFound = (standing: readonly Standing[]): boolean =>
  standing.some(({ view, as }) => as === "member" && view.finding.status === "finding");

type Names = Pick<Subject, "accounts" | "domains" | "party">;

async function findingsWith(seat: Seat, fold: CaseFold, names: Names): Promise<Standing[]> {
  const views = await namedFindings(seat, fold);
  const outputs = new Map<Ref, DetectorOutput | undefined>();
  for (const run of new Set(views.map(({ ref }) => recordOf(ref))))
    outputs.set(run, (await legible(seat, fold, run))?.output);
  return views.flatMap((view) => {
    if (view.finding.status === "note" || view.finding.status === "not answerable") return [];
    const standing = standingIn(fold, view, outputs.get(recordOf(view.ref)), names);
    return standing === undefined ? [] : [{ view, ...standing }];
  });
}

function standingIn(
  fold: CaseFold,
  { ref }: FindingView,
  output: DetectorOutput | undefined,
  { accounts, domains, party }: Names,
): Omit<Standing, "view"> | undefined {
  const sets = output === undefined ? [] : partOfResult(output, partOf(ref)).sets;
  // Accounts that are tied to one another. That somebody posted on a day on which something changed puts nobody into a group.
  const groups = sets.filter(({ edges = [] }) => edges.length > 0);
  const members = groups.flatMap((set) => set.accounts.filter(({ name }) => accounts.includes(name)));
  const ids = new Set(members.map(({ pseudonym }) => pseudonym));
  const posts = groups.flatMap((set) => set.posts.filter(({ account }) => ids.has(account))).length;
  if (ids.size > 0) return { as: "member", members: [...ids], posts };
  const used = fold.find("Run", recordOf(ref))?.body.used ?? [];
  if (party !== undefined && used.some((one) => fold.latest(recordOf(one)) === party.id))
    return { as: "subject", members: [], posts };
  const common = sets.flatMap(({ commonest = [] }) => commonest.map(({ value }) => value));
  return common.some((value) => domains.some((domain) => value === domain || isUnder(value, domain)))
    ? { as: "shared", members: [], posts }
    : undefined;
}

/** Whether an address is one of a domain. */
const isUnder = (value: string, domain: string): boolean =>
  URL.canParse(value) && new URL(value).hostname.replace(/^www\./, "") === domain.toLowerCase();

/** Posts of its accounts, or that share its domains, each name by itself; names without a post are left out. */
async function postsUnder(seat: Seat, { accounts, domains }: Subject): Promise<EntityPosts[]> {
  const names = [
    ...accounts.map((name) => ({ by: "account", name }) as const),
    ...domains.map((name) => ({ by: "domain", name }) as const),
  ];
  const found: EntityPosts[] = [];
  for (const one of names.slice(0, MOST_NAMES)) {
    const posts = await postsOf(seat, one);
    if (posts !== undefined) found.push(posts);
  }
  return found;
}

async function postsOf(
  seat: Seat,
  { by, name }: Pick<EntityPosts, "by" | "name">,
): Promise<EntityPosts | undefined> {
  const { posts, imports } = await readable(seat);
  const query: PostQuery =
    by === "account" ? { words: [], account: name } : { words: [], object: { kind: "domain", value: name } };
  const { from, to, bins } = await posts.histogram(imports, query, 1);
  if (from === null || to === null) return undefined;
  const accounts =
    by === "account" ? 1 : ((await posts.others(imports, "domain", [name], [])).get(name)?.accounts ?? 0);
  const shared: SharedValues[] = [];
  for (const kind of by === "account" ? KINDS : (["url", "hashtag", "text"] as const)) {
    const counts = await posts.counts(imports, query, kind, MOST_VALUES);
    const values = counts.map(({ value }) => value);
    const others =
      by === "domain" || values.length === 0
        ? new Map(counts.map(({ value, accounts: n }) => [value, { accounts: n }]))
        : await posts.others(imports, kind, values, [name]);
    shared.push({
      kind,
      values: counts.map(({ value, posts: n }) => ({
        value: Array.from(value).slice(0, MOST_TEXT).join(""),
        posts: n,
        accounts: others.get(value)?.accounts ?? 0,
      })),
    });
  }
  const days = [dayOf(from), dayOf(to)] as const;
  return { by, name, posts: bins.reduce((sum, { count }) => sum + count, 0), accounts, days, shared };
}

const KINDS = ["hashtag", "domain", "url", "text"] as const;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function noteOpening(seat: Seat, { party, kind }: Subject, standing: readonly Standing[]): void {
  if (party !== undefined) return seat.note(`${OPENED} a party`, party.id);
  if (kind === "domain") return seat.note(`${OPENED} a domain`);
  for (const { view, members } of standing)
    for (const id of members) seat.note(`${OPENED} an account, ${id}`, recordOf(view.ref));
}
