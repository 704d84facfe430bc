/** What stands on an import that was replaced or withdrawn since says so, wherever it is shown. */
import { Link } from "@tanstack/react-router";
import { useStale } from "../data/reasoning.ts";
import { pathTo, useAddress } from "../layout/address.ts";
import { NotAssessed } from "./not-assessed.tsx";

/** The one word, for a list. */
export function StaleWord({ refId }: { readonly refId: string }) {
  return useStaleOf(refId) === undefined ? undefined : <NotAssessed word="stale" />;
}

/** The sentence, with the way to what happened. */
export function Stale({ refId }: { readonly refId: string }) {
  const { caseName } = useAddress();
  const stale = useStaleOf(refId);
  if (stale === undefined) return undefined;
  return (
    <p className="stale">
      <NotAssessed word="stale" /> It stands on an import that was{" "}
      <Link to={pathTo(caseName, "log", stale.by)} search={{}}>
        {stale.ended}
      </Link>{" "}
      since, and was not changed. Make it anew over the posts that are there now, or correct what cites it.
    </p>
  );
}

function useStaleOf(refId: string) {
  const { caseName } = useAddress();
  return useStale(caseName).data?.find(({ ref }) => ref === refId);
}
