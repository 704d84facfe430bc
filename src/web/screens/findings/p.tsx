/** A p or q as it is written by hand; the power is raised by the page, since few fonts raise every digit alike. */
import { partsOfP } from "./words.ts";

export function P({ log10p }: { readonly log10p: number }) {
  const { head, minusPower } = partsOfP(log10p);
  if (minusPower === undefined) return head;
  return (
    <>
      {head}
      <sup>−{minusPower}</sup>
    </>
  );
}
