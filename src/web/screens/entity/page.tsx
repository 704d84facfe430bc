/** One page: what it is, its posts by days, what it shared, the findings it stands in, and what was recorded of it. */
import { Link } from "@tanstack/react-router";
import type { EntityView } from "../../../views/entity.ts";
import { counted, listed } from "../../../words.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import { pathTo, useAddress } from "../../layout/address.ts";
import { PostsInDays, SharedIn } from "./posts.tsx";
import { Recorded } from "./recorded.tsx";

export function EntityPage({ view }: { readonly view: EntityView }) {
  const { name, kind, recorded, posts, findings } = view;
  return (
    <article>
      <Crumbs section="Names" here={name} />
      <h1 className="statement">
        {recorded === undefined ? (
          <Imported text={name} />
        ) : (
          <Plumb refId={recorded.party.ref}>
            <Imported text={name} />
          </Plumb>
        )}
      </h1>
      <p className="lead">{sayIt(view)}</p>
      {(recorded?.identifiers ?? []).length === 0 ? undefined : (
        <p className="quiet">
          {recorded!.identifiers.map(({ scheme, value }) => `${scheme}: ${value}`).join(" · ")}
        </p>
      )}
      {posts.map((one) => (
        <PostsInDays key={`${one.by} ${one.name}`} of={one} named={posts.length > 1 || one.name !== name} />
      ))}
      {findings.length === 0 ? undefined : <Findings findings={findings} kind={kind} />}
      {recorded === undefined ? undefined : <Recorded of={recorded} />}
      {posts.map((one) => (
        <SharedIn key={`${one.by} ${one.name}`} of={one} />
      ))}
    </article>
  );
}

/** Counts, and what they do not say. */
function sayIt({ kind, recorded, posts, findings }: EntityView): string {
  const sum = posts.reduce((all, one) => all + one.posts, 0);
  const parts = [
    ...some(sum, "post"),
    ...some(findings.filter(({ status }) => status === "finding").length, "finding"),
    ...some(findings.filter(({ status }) => status === "candidate").length, "candidate"),
    ...some(recorded?.positions.length, "position"),
    ...some(recorded?.claimsBy.length, "claim by it", "claims by it"),
    ...some(recorded?.claimsAbout.length, "claim about it", "claims about it"),
    ...some(recorded?.events.length, "event"),
  ];
  const what = `${capital(kind)}${recorded === undefined ? "" : ", recorded as a party"}`;
  const counts = parts.length === 0 ? "nothing is counted yet" : listed(parts);
  const not = kind === "account" || findings.length > 0 ? " None of this says who is behind it." : "";
  return `${what}: ${counts}.${not}`;
}

const some = (n: number | undefined, one: string, many?: string): string[] =>
  n === undefined || n === 0 ? [] : [counted(n, one, many)];

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

const AS: Readonly<Record<EntityView["findings"][number]["as"], string>> = {
  member: "in its group",
  subject: "the run asked about it",
  shared: "among the commonest that was shared",
};

function Findings({ findings, kind }: Pick<EntityView, "findings" | "kind">) {
  const { caseName, search } = useAddress();
  return (
    <section>
      <h2>Findings {kind === "domain" ? "in which it was shared" : "it stands in"}</h2>
      <div className="stacks">
        <Table
          caption="Findings"
          rows={findings}
          keyOf={({ ref }) => ref}
          picked={search["plumb"]}
          columns={[
            {
              head: "Finding",
              cell: ({ ref, label, name, status, sentence }) => (
                <>
                  <Link to={pathTo(caseName, "findings", label)} search={{ plumb: ref }}>
                    <b>
                      {label} {name}
                    </b>
                  </Link>{" "}
                  <span className="quiet">{status}</span>
                  <Plumb refId={ref} className="words">
                    {sentence}
                  </Plumb>
                </>
              ),
            },
            { head: "As", cell: ({ as }) => <span className="as">{AS[as]}</span> },
            {
              head: "Its posts there",
              num: true,
              cell: ({ posts }) => (posts === null ? <span className="quiet">not counted</span> : posts),
            },
          ]}
        />
      </div>
    </section>
  );
}
