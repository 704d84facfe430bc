/** Posts under one name: how many on which days, what was shared in them, and the newest of them by their days. */
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { EntityPosts, SharedValues } from "../../../views/entity.ts";
import { count, counted } from "../../../words.ts";
import { sayDated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { EventTicks, eventsIn, placeEvents } from "../../components/event-ticks.tsx";
import { Imported } from "../../components/imported.tsx";
import { Measured } from "../../components/measured.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { BARS_HEIGHT, mostOf, PostBars } from "../../components/post-bars.tsx";
import { sayWidth } from "../../components/scale.ts";
import type { Axis } from "../../components/scale.ts";
import { Table } from "../../components/table.tsx";
import { TimeTicks } from "../../components/time-ticks.tsx";
import { useEvents, useHistogram, useNewestPosts } from "../../data/posts.ts";
import type { PostFilter } from "../../data/posts.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { daysOver } from "./days.ts";

const MOST_WIDTH = 784;
/** Posts that are listed. */
const LISTED = 12;

export function PostsInDays({ of, named }: { readonly of: EntityPosts; readonly named: boolean }) {
  const { caseName } = useAddress();
  const { by, name, posts, accounts, days } = of;
  const filter = filterOf(by, name);
  return (
    <section>
      <div className="section-head">
        <h2>
          {by === "account" ? "Posts" : "Posts that share it"}
          {named ? (
            <>
              {" "}
              {by === "account" ? "as" : ":"} <Imported text={name} />
            </>
          ) : undefined}
        </h2>
        <p className="quiet">
          {counted(posts, "post")}
          {by === "domain" ? ` by ${counted(accounts, "account")}` : ""}, {sayDated(days[0])} to{" "}
          {sayDated(days[1])}, UTC
        </p>
      </div>
      <InDays days={days} filter={filter} />
      <p>
        <Link to={pathTo(caseName, "corpus")} search={filter}>
          All of these posts in the Corpus
        </Link>
      </p>
    </section>
  );
}

/** What was shared in the posts under one name, and the newest of them. */
export function SharedIn({ of: { by, name, posts, shared } }: { readonly of: EntityPosts }) {
  return (
    <>
      <div className="shared-lists">
        {shared
          .filter(({ values }) => values.length > 0)
          .map((one) => (
            <Shared key={one.kind} of={one} by={by} />
          ))}
      </div>
      <Newest filter={filterOf(by, name)} total={posts} />
    </>
  );
}

const filterOf = (by: EntityPosts["by"], name: string): PostFilter =>
  by === "account" ? { account: name } : { object: `domain:${name}` };

/** Whole days: at what hours somebody posts is not shown here. */
function InDays({ days, filter }: { readonly days: EntityPosts["days"]; readonly filter: PostFilter }) {
  const { caseName } = useAddress();
  const axis = useMemo(() => daysOver(days), [days]);
  const known = useEvents(caseName).data ?? [];
  const { data, error } = useHistogram(caseName, { ...filter, ...endsOf(axis) }, axis.bins);
  if (error !== null) return <ErrorLine error={error} />;
  return (
    <Measured most={MOST_WIDTH}>
      {(width) => (
        <div className="in-days">
          <EventTicks events={placeEvents(eventsIn(axis, known), axis, width)} through={BARS_HEIGHT} />
          <PostBars axis={axis} data={data} />
          <TimeTicks axis={axis} left={0} width={width} />
          <p className="quiet">
            A bar is {sayWidth(axis.width)}, the tallest {counted(mostOf(data), "post")}
          </p>
        </div>
      )}
    </Measured>
  );
}

const endsOf = ({ from, to }: Axis) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

const HEADS: Readonly<Record<SharedValues["kind"], readonly [one: string, title: string]>> = {
  hashtag: ["Hashtag", "Hashtags"],
  domain: ["Domain", "Domains"],
  url: ["Link", "Links"],
  text: ["Text", "Texts, as compared: without case and extra space"],
};

function Shared({ of: { kind, values }, by }: { readonly of: SharedValues; readonly by: EntityPosts["by"] }) {
  const { caseName } = useAddress();
  const [head, title] = HEADS[kind];
  return (
    <section>
      <h2>{title}</h2>
      <Table
        caption={`${title}, the commonest first`}
        rows={values}
        keyOf={({ value }) => value}
        columns={[
          {
            head,
            cell: ({ value }) => (
              <Link
                to={pathTo(caseName, "corpus")}
                search={{ object: `${kind}:${value}` }}
                className="words"
                preload={false}
              >
                <Imported text={value} />
              </Link>
            ),
          },
          { head: "Posts", num: true, cell: ({ posts }) => count(posts) },
          {
            head: by === "account" ? "Other accounts" : "Accounts",
            num: true,
            cell: ({ accounts }) => count(accounts),
          },
        ]}
      />
    </section>
  );
}

function Newest({ filter, total }: { readonly filter: PostFilter; readonly total: number }) {
  const { caseName } = useAddress();
  const { data, error } = useNewestPosts(caseName, filter, LISTED);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return undefined;
  return (
    <section>
      <div className="section-head">
        <h2>Newest posts</h2>
        <p className="quiet">
          {count(data.posts.length)} of {count(total)}
        </p>
      </div>
      <ul className="newest">
        {data.posts.map(({ artifact, row, time, text, reshare }) => (
          <li key={`${artifact} ${row}`}>
            <time dateTime={time.slice(0, 10)} className="quiet">
              {sayDated(time.slice(0, 10))}
            </time>
            <Plumb refId={`${artifact}#row-${row}`} className="words">
              {text === null || text.trim() === "" ? (
                <span className="quiet">no text{reshare === null ? "" : `, reshares ${reshare}`}</span>
              ) : (
                <Imported text={text} />
              )}
            </Plumb>
          </li>
        ))}
      </ul>
    </section>
  );
}
