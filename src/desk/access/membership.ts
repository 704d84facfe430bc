/** A place in a case from the words people use: the folder of the case, keys or ids of parties, roles, a ceiling. */
import { basename, resolve } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { CASE_ROLES } from "../../model/access.ts";
import type { Membership, Role } from "../../model/access.ts";
import { parseMarking } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { resolveName } from "../../workbench/names.ts";

export interface MembershipWords {
  /** Folder of the case; its last part is its name on a server. */
  readonly folder: string;
  /** Keys or ids of organisations; the one that keeps the case if there are none. */
  readonly organisations: readonly string[];
  readonly roles: readonly string[];
  readonly ceiling: string;
  readonly groups: readonly string[];
}

/** @throws PlumblineError USAGE for a role that is none, CEILING, NOT_FOUND, CASE_MISSING. */
export async function membershipOf(words: MembershipWords): Promise<Membership> {
  const roles = words.roles.map((word): Role => {
    const role = CASE_ROLES.find((known) => known === word);
    if (role === undefined)
      throw new PlumblineError("USAGE", `“${word}” is not a role.`, {
        hint: `Roles: ${CASE_ROLES.join(", ")}.`,
      });
    return role;
  });
  const organisations = await withCase(words.folder, { access: "read" }, async (opened) => {
    if (words.organisations.length === 0) return [await opened.keeper()];
    const fold = await opened.fullFold();
    return words.organisations.map((name) => {
      const id = resolveName(fold, name);
      if (!id.startsWith("pty_"))
        throw new PlumblineError("USAGE", "This is no Party.", { where: name, setting: "for" });
      return id;
    });
  });
  const { tlp } = parseMarking(words.ceiling);
  return {
    case: basename(resolve(words.folder)),
    organisations,
    roles: [...new Set(roles)],
    reader: { ceiling: tlp, groups: [...new Set(words.groups)] },
  };
}
