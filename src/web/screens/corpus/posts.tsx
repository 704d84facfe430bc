/** Posts in order of time under their timeline; millions of them, of which a screenful is drawn. */
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import type { PostsView } from "../../../desk/index.ts";
import { sayDated } from "../../components/dated.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useMe } from "../../data/cases.ts";
import { useCodebooks, useOwnCodes } from "../../data/codings.ts";
import { axisOver, cutOf, instantOf } from "../../components/scale.ts";
import type { Stretch } from "../../components/scale.ts";
import { Zoom } from "../../components/zoom.tsx";
import { useEntitiesCalled } from "../../data/entities.ts";
import { useImports } from "../../data/imports.ts";
import { useEvents, useFacets, useHistogram, usePosts } from "../../data/posts.ts";
import type { PostOrder } from "../../data/posts.ts";
import { useSeries } from "../../data/tables.ts";
import type { DrawnSeries } from "../../data/tables.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";
import { Drop } from "./drop.tsx";
import { Counted } from "./counted.tsx";
import { filterIn, Filters } from "./filters.tsx";
import { sayHeading } from "./heading.ts";
import { useParts } from "./parts.tsx";
import { Listing, orderIn } from "./listing.tsx";
import { Timeline } from "./timeline.tsx";

type Post = PostsView["posts"][number];

const BARS = 160;
const ROW_PX = 30;
/** The next page is asked for when so many rows are left. */
const AHEAD = 40;

export function Posts() {
  const { caseName } = useAddress();
  const { data: facets, error } = useFacets(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (facets?.posts === 0) return <NoPosts />;
  return (
    <>
      <h1 className="statement">
        <Heading />
      </h1>
      <Over />
      <Filters facets={facets} />
      <Counted facets={facets} />
      <PagesOf />
      <CodeAccount />
      <List />
    </>
  );
}

/** How many posts the filter leaves, of how many. */
function Heading() {
  const { caseName, search } = useAddress();
  const facets = useFacets(caseName).data;
  const filter = filterIn(search);
  const { data, isPlaceholderData } = usePosts(caseName, filter);
  const total = isPlaceholderData ? undefined : data?.pages[0]?.total;
  return <>{sayHeading(facets, Object.keys(filter).length > 0, total)}</>;
}

const NO_SERIES: readonly DrawnSeries[] = [];

/** The timeline over what the filter finds, with its own ends. */
function Over() {
  const { caseName, search } = useAddress();
  const go = useGo();
  const facets = useFacets(caseName).data;
  const events = useEvents(caseName).data ?? [];
  const series = useSeries(caseName).data ?? NO_SERIES;
  const whole = useMemo(() => wholeOf(facets?.from, facets?.to), [facets?.from, facets?.to]);
  const chosen = whole === undefined ? undefined : cutOf(whole, search);
  const axis = whole === undefined ? undefined : axisOver(chosen ?? whole, BARS);
  const filter =
    axis === undefined
      ? undefined
      : {
          ...filterIn(search),
          from: new Date(axis.from).toISOString(),
          to: new Date(axis.to).toISOString(),
        };
  const histogram = useHistogram(caseName, filter, axis?.bins ?? 1);
  const isParted = search["parts"] === "shown";
  const parts = useParts(isParted ? filter : undefined, axis?.bins ?? 1);
  if (whole === undefined || axis === undefined) return <div className="timeline awaited" />;
  const choose = ({ from, to }: Stretch) => go({ from: instantOf(from), to: instantOf(to) });
  return (
    <>
      {histogram.error === null ? undefined : <ErrorLine error={histogram.error} />}
      <Timeline
        axis={axis}
        chosen={chosen}
        data={histogram.data}
        events={events}
        series={series}
        parts={parts}
        onChoose={choose}
      />
      <p>
        <button
          type="button"
          aria-pressed={isParted}
          onClick={() => go({ parts: isParted ? undefined : "shown" }, { replace: true })}
        >
          Languages and hashtags over time
        </button>
      </p>
      <Zoom
        stretch={chosen ?? whole}
        whole={whole}
        onChoose={choose}
        onWhole={() => go({ from: undefined, to: undefined })}
      />
    </>
  );
}

function wholeOf(from: string | null | undefined, to: string | null | undefined): Stretch | undefined {
  return from == null || to == null ? undefined : { from: Date.parse(from), to: Date.parse(to) + 1 };
}

/** Where one account or domain is chosen: its page, if it has one. */
function PagesOf() {
  const { caseName, search } = useAddress();
  const account = search["account"];
  const domain = /^domain:(.+)$/su.exec(search["object"] ?? "")?.[1];
  const pages = useEntitiesCalled(caseName, account === undefined ? undefined : { name: account }).data ?? [];
  const links = [
    ...pages.map(({ entity, name }) => [entity, name] as const),
    ...(domain === undefined ? [] : [[`domain:${domain}`, domain] as const]),
  ];
  return links.map(([entity, name]) => (
    <p key={entity} className="page-of">
      <EntityLink entity={entity}>Page of {name}</EntityLink>
    </p>
  ));
}

/** Where one account is chosen: the codebooks by which it may be coded. */
function CodeAccount() {
  const { caseName, search } = useAddress();
  const codebooks = useCodebooks(caseName).data?.filter(({ of }) => of === "account") ?? [];
  if (search["account"] === undefined || codebooks.length === 0) return undefined;
  return (
    <p className="code-account">
      Code this account:{" "}
      {codebooks.map(({ ref, name, text }) => (
        <Link
          key={ref}
          to={pathTo(caseName, "corpus", "coding")}
          search={(old: object) => ({ ...old, book: name, seed: undefined })}
        >
          {text}
        </Link>
      ))}
    </p>
  );
}

function List() {
  const { caseName, search } = useAddress();
  const filter = filterIn(search);
  const order = orderIn(search);
  const { data, error, hasNextPage, isFetching, isPlaceholderData, fetchNextPage } = usePosts(
    caseName,
    filter,
    order,
  );
  const imports = useImports(caseName).data;
  const own = useOwnCodes(caseName, useMe().data?.person);
  const resolutions = useMemo(
    () => new Map((imports ?? []).map(({ artifact, counts }) => [artifact, String(counts["resolution"])])),
    [imports],
  );
  const posts = useMemo(() => (data?.pages ?? []).flatMap((page) => page.posts), [data]);
  const total = data?.pages[0]?.total;
  const list = useRef<HTMLOListElement>(null);
  const rows = useWindowVirtualizer({
    count: posts.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => keyOf(posts[index]!),
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && last >= posts.length - AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetching, last, posts.length, fetchNextPage]);
  return (
    <>
      {error === null ? undefined : <ErrorLine error={error} />}
      <div className="found">
        <output className="quiet">
          {total === undefined ? "Reading the posts …" : sayFound(total, posts.length, order)}
        </output>
        <Listing filter={filter} order={order} total={total} />
      </div>
      <ol
        ref={list}
        className={isPlaceholderData ? "posts stale" : "posts"}
        aria-busy={isPlaceholderData}
        style={{ height: rows.getTotalSize() }}
      >
        {seen.map(({ index, key, start }) => {
          const post = posts[index];
          return post === undefined ? undefined : (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={total ?? -1}
              aria-posinset={index + 1}
              className={search["plumb"] === keyOf(post) ? "post picked" : "post"}
              style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
            >
              <PostRow post={post} resolution={resolutions.get(post.artifact)} own={own.get(keyOf(post))} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

const keyOf = ({ artifact, row }: Post): string => `${artifact}#row-${row}`;

function sayFound(total: number, read: number, order: PostOrder): string {
  if (total === 0) return "No post fits. Remove a filter, or widen the timeline.";
  const all = `${counted(total, "post")} found, the ${order} first`;
  return read < total ? `${all}; ${count(read)} read, more come as you scroll` : all;
}

function PostRow({
  post,
  resolution,
  own,
}: {
  readonly post: Post;
  readonly resolution: string | undefined;
  /** What the reader said of it, with any codebook. */
  readonly own: string | undefined;
}) {
  return (
    <>
      <time dateTime={post.time}>{sayDated(cutTo(post.time, resolution))}</time>
      <span className="who">
        <Link
          to="."
          search={(old: object) => ({ ...old, account: post.account })}
          resetScroll={false}
          preload={false}
          title={`Posts of ${post.account} only`}
        >
          <Imported text={post.account} />
        </Link>
        {post.language === null ? undefined : <span className="quiet">{post.language}</span>}
      </span>
      <span className="words">
        <Plumb refId={keyOf(post)} className="whole-row">
          {post.text === null || post.text.trim() === "" ? (
            <span className="quiet">no text{post.reshare === null ? "" : `, reshares ${post.reshare}`}</span>
          ) : (
            <Imported text={post.text} />
          )}
        </Plumb>
        {own === undefined ? undefined : <span className="own-code">You coded it: {own}</span>}
        {post.repeats === null ? undefined : (
          <span className="quiet">
            {" "}
            {post.repeats === "same id" ? "same id as an earlier row" : "equal to an earlier row"}
          </span>
        )}
      </span>
    </>
  );
}

const EXACT: Readonly<Record<string, number>> = { day: 10, hour: 13, minute: 16 };

/** A time is shown no more exactly than its file records it. */
function cutTo(time: string, resolution: string | undefined): string {
  const length = EXACT[resolution ?? ""];
  if (length === undefined) return time;
  return length === 10 ? time.slice(0, length) : `${time.slice(0, length)}Z`;
}

function NoPosts() {
  return (
    <>
      <h1 className="statement">No posts have been brought in yet.</h1>
      <p className="lead">
        A file of posts needs two columns: who posted, and when. Texts, links, hashtags and ids are used where
        they are there. The file is kept byte for byte, and every post stays tied to its row in it.
      </p>
      <Drop />
    </>
  );
}
