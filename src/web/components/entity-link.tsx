import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { pathTo, useAddress } from "../layout/address.ts";

/**
 * To the page of an account, a domain or a party. Looking at the link opens nothing: opening the page is noted.
 * @param entity the id of a Party, `account:NAME`, `domain:NAME`
 */
export function EntityLink({
  entity,
  label,
  children,
}: {
  readonly entity: string;
  /** What it is called where the words alone do not say whose page it is; begins with these words. */
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const { caseName } = useAddress();
  return (
    <Link to={pathTo(caseName, "entity", entity)} preload={false} aria-label={label}>
      {children}
    </Link>
  );
}

/** A name that leads to its page where a Party stands for it; a party above the line has a name and no page. */
export function PartyLink({
  party: { ref, name },
}: {
  readonly party: { readonly ref: string; readonly name: string };
}) {
  return ref.startsWith("pty_") ? <EntityLink entity={ref}>{name}</EntityLink> : name;
}
