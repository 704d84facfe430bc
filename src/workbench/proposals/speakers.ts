/** Names that a text gives, and the Parties of the case that bear them. A name that fits none, or several, stays a name. */
import type { CaseFold } from "../../case/index.ts";
import type { Body } from "../../model/records.ts";
import type { Ref } from "../../model/refs.ts";

type PartyKind = Body<"Party">["kind"];

/** A name as a Party has it: without the article that a sentence gives it. */
export const nameOfParty = (name: string): string =>
  name
    .trim()
    .replace(/^the\s+/i, "")
    .replaceAll(/\s+/g, " ");

const plain = (name: string): string => nameOfParty(name).toLowerCase();

/** The one Party that a reader sees under this name or these initials. */
export function partyNamed(fold: CaseFold, name: string): Ref | null {
  const parties = fold.all("Party");
  const named = parties.filter(({ body }) => plain(body.name) === plain(name));
  const found = named.length > 0 ? named : parties.filter(({ body }) => body.initials === name.trim());
  return found.length === 1 ? found[0]!.id : null;
}

const TITLE = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|President|Senator|Sen|Judge|General|Gen|Sir|Dame)\.? /;
const PERSON = /^\p{Lu}[\p{Ll}’'-]+(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}’'-]+)$/u;
/** A word that names a body, not a person. */
const BODY =
  /\b(?:agency|agencies|army|association|authority|bank|board|bureau|bulletin|campaign|centre|center|church|city|club|coalition|college|commission|committee|company|corporation|council|courier|court|daily|department|desk|embassy|firm|force|forum|foundation|gazette|government|group|herald|house|inc|institute|journal|lab|league|list|ltd|mail|ministry|network|news|observer|office|organi[sz]ation|parliament|party|police|post|press|radio|review|senate|service|society|state|team|telegraph|times|tribune|trust|union|university|watch)\b/i;

/** What kind of Party a new name is most likely of, by its form; the person who accepts it sees it and can say otherwise. */
export function kindOfName(name: string): PartyKind {
  if (BODY.test(name)) return "organisation";
  return TITLE.test(name) || PERSON.test(name) ? "person" : "organisation";
}
