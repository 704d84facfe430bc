/** What stands against publishing the newest draft and is about one judgment, said where it can be mended. */
import { Link } from "@tanstack/react-router";
import type { JudgmentView } from "../../../views/edition.ts";
import { sayInstants } from "../../components/dated.tsx";
import { useOverview } from "../../data/overview.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

export function BlocksRelease({ judgment: { ref, label } }: { readonly judgment: JudgmentView }) {
  const { caseName } = useAddress();
  const edition = useOverview(caseName).data?.edition;
  if (edition === undefined || edition.published !== undefined) return undefined;
  const own = edition.blockers.filter((one) => one.ref === ref || one.about === label);
  if (own.length === 0) return undefined;
  return (
    <section className="blocks-release" aria-label="Blocks the release">
      <h2>Blocks the release</h2>
      <ul>
        {own.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{sayInstants(text)}</li>
        ))}
      </ul>
      <Link
        to={pathTo(caseName, "release", "preview")}
        search={{ ceiling: edition.ceiling, draft: edition.ref }}
      >
        Open the preview
      </Link>
    </section>
  );
}
