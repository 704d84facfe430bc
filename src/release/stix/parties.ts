/** Parties and sources as objects. What a Party is said to be (a threat actor, an amplifier) is a Claim, never its type. */
import type { Body, CaseRecord } from "../../model/records.ts";
import type { PartyView } from "../../views/basics.ts";
import type { EditionView, SourceView } from "../../views/edition.ts";
import { visible } from "../text.ts";
import { isShown, NOT_SHOWN } from "./context.ts";
import type { StixContext } from "./context.ts";
import type { ExtensionData } from "./extension.ts";
import { observableId } from "./objects.ts";
import type { StixObject } from "./objects.ts";

/** Scheme of a Party's identifier that names the imported object it was made from. */
export const STIX_SCHEME = "stix-2.1";

const DOMAIN = /^(?=.{4,253}$)([\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** Media types that STIX 2.1 knows. */
const MEDIA_TYPE = /^(application|audio|font|image|message|model|multipart|text|video)\/[a-zA-Z0-9.+_-]+$/;

const IDENTITY_CLASS: Readonly<Record<Body<"Party">["kind"], string>> = {
  person: "individual",
  organisation: "organization",
  service: "organization",
  system: "system",
  group: "group",
  channel: "unknown",
  account: "unknown",
  domain: "unknown",
};

/**
 * One object for every Party that stands or is named, where no imported object stands for it already; and who publishes.
 */
export function partyObjects(context: StixContext, carried: ReadonlySet<string>): StixObject[] {
  const named = namedParties(context.view);
  const shown = new Set(named.filter(isShown).map(({ ref }) => context.records.latest(ref)));
  const standing = new Set(context.records.standing("Party").map(({ id }) => id));
  const open: CaseRecord<"Party">[] = [];
  for (const party of context.records.current("Party")) {
    if (!standing.has(party.id) && !shown.has(party.id)) continue;
    const imported = party.body.identifiers?.find(
      ({ scheme, value }) => scheme === STIX_SCHEME && carried.has(value),
    );
    if (imported !== undefined) context.stand(party.id, imported.value);
    else {
      open.push(party);
      standFor(context, party);
    }
  }
  const exporter = exporterId(context);
  const hidden = exporter === undefined || named.some((party) => !isShown(party));
  if (hidden) context.stand(NOT_SHOWN, context.newId("identity", NOT_SHOWN));
  context.exporter = exporter ?? context.idOf(NOT_SHOWN)!;
  const objects = open.map((party) => partyObject(context, party));
  return hidden ? [...objects, notShownObject(context)] : objects;
}

/** Every party that a printed part of the view names as author, speaker or holder of a position. */
function namedParties(view: EditionView): readonly PartyView[] {
  return [
    ...view.authors,
    ...view.claims.map(({ speaker }) => speaker),
    ...view.judgments.flatMap(({ positions }) => positions.map(({ organisation }) => organisation)),
  ];
}

/** Identifiers come first: every object names its author, and the author is a party. */
function standFor(context: StixContext, party: CaseRecord<"Party">): void {
  const { kind, name } = party.body;
  if (kind === "domain" && DOMAIN.test(name))
    context.stand(party.id, observableId("domain-name", { value: name }));
  else context.stand(party.id, context.newId(objectType(kind), party.id));
}

function objectType(kind: Body<"Party">["kind"]): string {
  if (kind === "account") return "user-account";
  // A channel is a means that somebody uses; STIX has no type for it, and `channel` is another program's own.
  return kind === "channel" ? "infrastructure" : "identity";
}

/** Only an identity may be an author: a channel or an account that publishes is none. */
function exporterId(context: StixContext): string | undefined {
  return context.view.authors
    .filter(isShown)
    .map(({ ref }) => context.idOf(ref))
    .find((id) => id?.startsWith("identity--") === true);
}

/** One identity for all parties that records of the view name and that are above the line. */
function notShownObject(context: StixContext): StixObject {
  return context.object({
    type: "identity",
    ref: NOT_SHOWN,
    properties: { name: "A party not shown at this level", identity_class: "unknown" },
  });
}

function partyObject(context: StixContext, party: CaseRecord<"Party">): StixObject {
  const { kind, initials, identifiers } = party.body;
  const name = visible(party.body.name);
  const id = context.idOf(party.id)!;
  const type = id.split("--")[0]!;
  const words =
    type === "domain-name"
      ? { value: name }
      : type === "user-account"
        ? { display_name: name }
        : type === "identity"
          ? { name, identity_class: IDENTITY_CLASS[kind] }
          : { name };
  const extension: ExtensionData = {
    kind: "party",
    record: party.id,
    party_kind: kind,
    initials: visible(initials ?? name.slice(0, 1)),
    ...(identifiers === undefined
      ? {}
      : {
          identifiers: identifiers.map(({ scheme, value }) => ({
            scheme: visible(scheme),
            value: visible(value),
          })),
        }),
  };
  return context.object({
    type,
    ref: party.id,
    properties: words,
    extension,
    own: [type === "domain-name" ? "value" : type === "user-account" ? "display_name" : "name"],
  });
}

/** A source as a `file`: title, hash, size. STIX wants the bytes or an address for an `artifact`; an edition has neither. */
export function sourceObject(context: StixContext, source: SourceView): StixObject {
  const name = visible(source.title);
  const hashes = source.sha256 === "not recorded" ? undefined : { "SHA-256": source.sha256 };
  context.stand(source.ref, observableId("file", { ...(hashes === undefined ? {} : { hashes }), name }));
  const text = (value: string | undefined) => (value === undefined ? undefined : visible(value));
  return context.object({
    type: "file",
    ref: source.ref,
    properties: {
      name,
      hashes,
      size: source.bytes,
      mime_type: MEDIA_TYPE.test(source.mediaType ?? "") ? source.mediaType : undefined,
    },
    extension: {
      kind: "source",
      record: source.ref,
      label: source.label,
      held: source.held,
      descriptor: text(source.descriptor),
      published: source.published,
      captured_at: source.capturedAt,
      captured_from: text(source.capturedFrom),
    },
    own: ["name"],
  });
}
