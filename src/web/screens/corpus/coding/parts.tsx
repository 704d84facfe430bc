/** Code, or look at how far coders agree. */
import { Link } from "@tanstack/react-router";
import type { CodingView } from "../../../../views/coding.ts";
import { useAddress } from "../../../layout/address.ts";

export function CodingParts({ coding }: { readonly coding: CodingView | undefined }) {
  const { search } = useAddress();
  const part = (show: string | undefined, label: string, number?: number) => (
    <li>
      <Link
        to="."
        search={(old: object) => ({ ...old, show, do: undefined })}
        resetScroll={false}
        // Without this the address of the agreement would count as that of coding, too.
        activeOptions={{ explicitUndefined: true }}
        aria-current={search["show"] === show ? "page" : undefined}
      >
        {label}
        {number === undefined || number === 0 ? undefined : (
          <span className="quiet"> {number} to settle</span>
        )}
      </Link>
    </li>
  );
  return (
    <nav className="books" aria-label="Parts of coding">
      <ul>
        {part(undefined, "Code")}
        {part("agreement", "Agreement", coding?.disagreements.length)}
      </ul>
    </nav>
  );
}
