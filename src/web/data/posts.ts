/** Posts, with one filter for the list and the timeline over it. */
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import type { CountsView, FacetsView, HistogramView, PostsView, TopView } from "../../desk/index.ts";
import type { CaseRecord } from "../../model/records.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";
import { useImports } from "./imports.ts";

const PAGE = "100";
const here = api.cases[":case"];

/** As the address says it; instants in ISO 8601. */
export interface PostFilter {
  readonly q?: string;
  readonly account?: string;
  readonly language?: string;
  /** `hashtag:vote`, `domain:example.org` */
  readonly object?: string;
  /** A cell of an extra column: `"lean":left` */
  readonly cell?: string;
  readonly from?: string;
  /** To before this instant. */
  readonly to?: string;
}

/**
 * Posts change when imports do, and with nothing else: their keys name the imports, so that news of other records do not
 * fetch long lists again. Undefined until the imports are known.
 */
function usePostsKey(caseName: string): readonly string[] | undefined {
  const imports = useImports(caseName).data;
  return imports === undefined ? undefined : ["posts", caseName, imports.map(({ ref }) => ref).join(" ")];
}

export type PostOrder = "oldest" | "newest";

/** Posts in order of time, a page at a time. */
export function usePosts(caseName: string, filter: PostFilter, order: PostOrder = "oldest") {
  const key = usePostsKey(caseName);
  return useInfiniteQuery({
    queryKey: [...(key ?? []), "list", filter, order],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }): Promise<PostsView> =>
      ask(
        here.posts.$get(
          {
            param: { case: caseName },
            query: {
              ...filter,
              order,
              limit: PAGE,
              ...(pageParam === undefined ? {} : { after: pageParam }),
            },
          },
          { init: { signal } },
        ),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: key !== undefined,
    placeholderData: keepPreviousData,
  });
}

const askHistogram = (
  caseName: string,
  key: readonly string[] | undefined,
  filter: PostFilter | undefined,
  bins: number,
) => ({
  queryKey: [...(key ?? []), "histogram", filter, bins],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<HistogramView> =>
    ask(
      here.posts.histogram.$get(
        { param: { case: caseName }, query: { ...filter, bins: String(bins) } },
        { init: { signal } },
      ),
    ),
  enabled: key !== undefined && filter !== undefined,
  placeholderData: keepPreviousData,
});

/** The newest posts of a filter. */
export function useNewestPosts(caseName: string, filter: PostFilter, limit: number) {
  const key = usePostsKey(caseName);
  return useQuery({
    queryKey: [...(key ?? []), "newest", filter, limit],
    queryFn: async ({ signal }): Promise<PostsView> =>
      ask(
        here.posts.$get(
          { param: { case: caseName }, query: { ...filter, order: "newest", limit: String(limit) } },
          { init: { signal } },
        ),
      ),
    enabled: key !== undefined,
  });
}

/** Counts over time, in at most `bins` bins of one width between the filter's ends. */
export function useHistogram(caseName: string, filter: PostFilter | undefined, bins: number) {
  return useQuery(askHistogram(caseName, usePostsKey(caseName), filter, bins));
}

/** The same of several filters, in their order; undefined where one has not come yet. */
export function useHistograms(
  caseName: string,
  filters: readonly PostFilter[],
  bins: number,
): readonly (HistogramView | undefined)[] {
  const key = usePostsKey(caseName);
  return useQueries({
    queries: filters.map((filter) => askHistogram(caseName, key, filter, bins)),
    combine: (answers) => answers.map(({ data }) => data),
  });
}

/** Address of the list of a filter as a file. */
export function postsFileOf(caseName: string, filter: PostFilter, order: PostOrder): string {
  const query = new URLSearchParams({ ...filter, order });
  return `/api/cases/${encodeURIComponent(caseName)}/posts/csv?${query.toString()}`;
}

/** The commonest values of the posts of a filter. @param by as the server names it; undefined asks nothing */
export function useCounts(caseName: string, filter: PostFilter, by: string | undefined, limit: number) {
  const key = usePostsKey(caseName);
  return useQuery({
    queryKey: [...(key ?? []), "counts", filter, by, limit],
    queryFn: async ({ signal }): Promise<CountsView> =>
      ask(
        here.posts.counts.$get(
          { param: { case: caseName }, query: { ...filter, by: by!, limit: String(limit) } },
          { init: { signal } },
        ),
      ),
    enabled: key !== undefined && by !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What there is to filter by. */
export function useFacets(caseName: string) {
  const key = usePostsKey(caseName);
  return useQuery({
    queryKey: [...(key ?? []), "facets"],
    queryFn: async (): Promise<FacetsView> => ask(here.posts.facets.$get({ param: { case: caseName } })),
    enabled: key !== undefined,
  });
}

/** Which values are counted; a group as a run names one. */
export interface TopAsked {
  readonly column: string;
  readonly by: "day" | "week";
  readonly group?: string;
  readonly comparison?: string;
}

/** The commonest values of a column, over time; nothing is asked where no column is. */
export function useTop(caseName: string, asked: TopAsked | undefined) {
  const key = usePostsKey(caseName);
  return useQuery({
    queryKey: [...(key ?? []), "top", asked],
    queryFn: async ({ signal }): Promise<TopView> =>
      ask(
        here.posts.top.$get(
          { param: { case: caseName }, query: { column: "", by: "week", ...asked } },
          { init: { signal } },
        ),
      ),
    enabled: key !== undefined && asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export type SuggestKind = "account" | "hashtag" | "domain" | "url" | "mention" | "text" | "reshare";

/** Values in which what is typed occurs, the busiest first. */
export function useSuggestions(caseName: string, kind: SuggestKind, text: string) {
  const key = usePostsKey(caseName);
  return useQuery({
    queryKey: [...(key ?? []), "suggest", kind, text],
    queryFn: async () =>
      (await ask(here.posts.suggest.$get({ param: { case: caseName }, query: { kind, text } }))).values,
    enabled: key !== undefined && text !== "",
    placeholderData: keepPreviousData,
  });
}

/** Declared events that stand. */
export function useEvents(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "declared events"],
    queryFn: async (): Promise<readonly CaseRecord<"Event">[]> => {
      const { records } = await ask(
        here.records.$get({ param: { case: caseName }, query: { type: "Event", limit: "500" } }),
      );
      return records.flatMap(({ record, stands }) => (record.type === "Event" && stands ? [record] : []));
    },
  });
}
