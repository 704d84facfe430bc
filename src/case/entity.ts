/** What a case records of a Party, as one reader sees it: what it says, what is said of it, its positions, events that name it. */
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { EntityRecorded } from "../views/entity.ts";
import type { CaseFold } from "./fold.ts";
import { judgmentViews } from "./judgment-list.ts";
import { keptInPart } from "./kept.ts";
import { named } from "./named.ts";
import { partyView } from "./parties.ts";
import { standingAbout } from "./relations.ts";
import { isLedgerClaim } from "./told.ts";

type Party = CaseRecord<"Party">;

/** Kinds whose name is that of an account where posts have it. */
const POSTING: ReadonlySet<Party["body"]["kind"]> = new Set(["account", "channel"]);

/** Names under which a Party may post, and domains that are it: nothing that is only alike. */
export function entityNames({ body }: Party): {
  readonly accounts: readonly string[];
  readonly domains: readonly string[];
} {
  const { kind, name, identifiers = [] } = body;
  const values = identifiers.map(({ value }) => value);
  if (kind === "domain") return { accounts: [], domains: spelled([name, ...values]) };
  const domains = identifiers.filter(({ scheme }) => scheme.toLowerCase() === "domain");
  const others = identifiers.filter((one) => !domains.includes(one)).map(({ value }) => value);
  return {
    accounts: spelled([...(POSTING.has(kind) ? [name] : []), ...others]),
    domains: domains.map(({ value }) => value),
  };
}

/** Each name as it is, and without the sign that platforms put before it. */
const spelled = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => [name, name.replace(/^@/, "")])),
];

/** Standing Parties that are this account or domain. */
export const partiesCalled = (fold: CaseFold, by: "accounts" | "domains", name: string): Party[] =>
  fold.all("Party").filter((party) => entityNames(party)[by].includes(name));

/** @param party that stands */
export const recordedOf = keptInPart(
  ({ id }: Party) => id,
  (fold: CaseFold, party): EntityRecorded => {
    const is = (ref: Ref) => fold.latest(recordOf(ref)) === party.id;
    const claims = fold.all("Claim").filter((claim) => isLedgerClaim(fold, claim));
    const view = (record: CaseRecord) => named(fold, record.id);
    return {
      party: partyView(fold, party.id, party.id),
      identifiers: party.body.identifiers ?? [],
      claimsBy: claims.filter(({ body }) => is(body.speaker)).map(view),
      claimsAbout: claims.filter(({ body }) => !is(body.speaker) && (body.about ?? []).some(is)).map(view),
      positions: judgmentViews(fold).flatMap(({ ref, label, states, positions }) =>
        positions
          .filter(({ organisation }) => organisation.ref === party.id)
          .map((position) => ({ judgment: { ref, name: label, text: states.text }, label, position })),
      ),
      events: fold
        .all("Event")
        .filter(({ body }) => (body.parties ?? []).some(is))
        .map(({ id, body }) => ({ ref: id, title: body.title, kind: body.kind, start: body.start }))
        .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
      released: standingAbout(fold, "Appraisal", party.id).flatMap((record) =>
        record.body.aspect === "release" && record.body.value.what === "name"
          ? [
              {
                ref: record.id,
                organisation: partyView(fold, record.for, record.id),
                because: record.body.value.because,
              },
            ]
          : [],
      ),
    };
  },
);
