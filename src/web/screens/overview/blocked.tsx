/** What stands against publishing the newest draft. */
import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../views/overview.ts";
import { Dated, sayInstants } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { pathTo, useAddress } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";

export function Blocked({ edition }: { readonly edition: Overview["edition"] }) {
  const { caseName } = useAddress();
  if (edition === undefined)
    return (
      <section>
        <h2>What blocks a release</h2>
        <p className="soft">No edition is drafted.</p>
      </section>
    );
  const { ceiling, published, blockers, blocked } = edition;
  const preview = { ceiling, draft: edition.ref };
  return (
    <section>
      <h2>
        What blocks the release <span className="quiet">{published === undefined ? count(blocked) : ""}</span>
      </h2>
      {published !== undefined ? (
        <p className="soft">
          Nothing: published at TLP:{ceiling}, <Dated at={`${published.slice(0, 16)}Z`} />.
        </p>
      ) : blocked === 0 ? (
        <p className="soft">Nothing that you may see.</p>
      ) : (
        <ul>
          {blockers.map(({ code, about, ref, text }, at) => (
            <li key={at}>
              {ref === undefined ? <b>{about}</b> : <Plumb refId={ref}>{about}</Plumb>}: {sayInstants(text)}
              <small className="quiet">{code}</small>
            </li>
          ))}
          {blocked > blockers.length ? (
            <li>
              <Link to={pathTo(caseName, "release", "preview")} search={preview}>
                {counted(blocked - blockers.length, "other")}
              </Link>
            </li>
          ) : undefined}
        </ul>
      )}
    </section>
  );
}
