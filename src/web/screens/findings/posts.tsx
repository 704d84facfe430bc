/** The posts behind a finding, or those of the stretch that is chosen on its timeline. */
import type { FindingView } from "../../../views/edition.ts";
import type { FindingPostsView } from "../../../desk/index.ts";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import { useFindingPosts } from "../../data/findings.ts";
import { useAddress } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";

export function FindingPosts({ view }: { readonly view: FindingView }) {
  const { caseName, search } = useAddress();
  const { from, to } = search;
  const stretch = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const { data, error, isPlaceholderData } = useFindingPosts(caseName, view.ref, stretch);
  const chosen = from !== undefined || to !== undefined;
  const drawn = view.finding.figures.some(({ kind }) => kind === "timeline");
  const hint = drawn && !chosen ? " A stretch chosen on the timeline narrows them." : "";
  return (
    <div className="finding-posts">
      <h2>Posts behind it</h2>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : (
        <>
          <output className="quiet">
            {isPlaceholderData ? "Reading the posts …" : `${sayPosts(data, chosen)}${hint}`}
          </output>
          <details open={chosen}>
            <summary>Read them</summary>
            <div
              className={isPlaceholderData ? "scrolls stale" : "scrolls"}
              aria-busy={isPlaceholderData}
              tabIndex={0}
              role="region"
              aria-label="Posts behind the finding"
            >
              <Table
                caption="Posts of the finding, in order of time"
                rows={data.posts}
                keyOf={({ artifact, row }) => `${artifact}#row-${row}`}
                picked={search["plumb"]}
                columns={[
                  { head: "Time", cell: ({ time }) => <Dated at={time} /> },
                  { head: "Account", cell: ({ account }) => <Imported text={account} /> },
                  { head: "Text", cell: ({ text }) => <Imported text={text ?? ""} /> },
                  {
                    head: "Row",
                    num: true,
                    cell: ({ artifact, row }) => <Plumb refId={`${artifact}#row-${row}`}>{count(row)}</Plumb>,
                  },
                ]}
              />
            </div>
          </details>
        </>
      )}
    </div>
  );
}

/** How many there are, of how many, and how many of them are listed. */
function sayPosts({ all, total, posts }: FindingPostsView, chosen: boolean): string {
  const listed = posts.length < total ? ` The first ${count(posts.length)} are listed.` : "";
  if (chosen) return `${count(total)} of ${counted(all, "post")} in the chosen stretch.${listed}`;
  const missing =
    total < all ? `; ${counted(all - total, "other")} are withdrawn or may not be read here` : "";
  return `${counted(total, "post")}${missing}.${listed}`;
}
