/** What an imported object is called, and the Party it stands for if it stands for one. */
import { techniqueId } from "../../case/index.ts";
import type { BundleObject } from "../../ingest/index.ts";
import type { Body } from "../../model/records.ts";

type PartyKind = Body<"Party">["kind"];

/** Types whose values name an account of a person. They are called by type and identifier, never by name. */
export const ACCOUNT_TYPES: ReadonlySet<string> = new Set(["user-account", "email-addr"]);

const PARTY_KINDS: Readonly<Record<string, PartyKind>> = {
  "threat-actor": "group",
  "intrusion-set": "group",
  campaign: "group",
  channel: "channel",
  "domain-name": "domain",
  "user-account": "account",
  "email-addr": "account",
  infrastructure: "system",
  tool: "system",
};
const IDENTITY_KINDS: Readonly<Record<string, PartyKind>> = {
  individual: "person",
  organization: "organisation",
  system: "system",
};

/** The kind of Party an object stands for; undefined for what is no Party. */
export function partyKind(object: BundleObject): PartyKind | undefined {
  if (object.type === "identity") return IDENTITY_KINDS[textOf(object, "identity_class") ?? ""] ?? "group";
  return Object.hasOwn(PARTY_KINDS, object.type) ? PARTY_KINDS[object.type] : undefined;
}

/** A property that is text with something in it. */
export function textOf(object: BundleObject, property: string): string | undefined {
  const value = object[property];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** `text` in at most `length` characters, never cut inside one. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Its name in one line of a record. */
export function nameOf(object: BundleObject): string {
  const found = ["name", "display_name", "value", "account_login", "user_id", "title", "url"]
    .map((property) => textOf(object, property))
    .find((text) => text !== undefined);
  return cut(found ?? object.id, 400);
}

/** What a sentence calls it: `domain-name “example.org”`, `user-account 35ebf2a5`. */
export function calledBy(object: BundleObject): string {
  if (ACCOUNT_TYPES.has(object.type)) return `${object.type} ${object.id.split("--")[1]!.slice(0, 8)}`;
  const technique = techniqueId(object);
  return cut(`${object.type} ${technique === undefined ? "" : `${technique} `}“${nameOf(object)}”`, 400);
}

/** Types of STIX 2.1 as OASIS publishes it. All others are somebody's own. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    "attack-pattern campaign course-of-action grouping identity incident indicator infrastructure intrusion-set location " +
    "malware malware-analysis note observed-data opinion report threat-actor tool vulnerability relationship sighting " +
    "artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex " +
    "network-traffic process software url user-account windows-registry-key x509-certificate language-content " +
    "marking-definition extension-definition"
  ).split(" "),
);

export const isStandardType = (type: string): boolean => STANDARD.has(type);
