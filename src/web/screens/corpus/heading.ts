/** The heading of the posts: of a filter, what it leaves; else all of them and who wrote them. */
import type { FacetsView } from "../../../desk/index.ts";
import { count, counted } from "../../../words.ts";

/** @param total posts that the filter leaves; undefined until they are counted */
export function sayHeading(
  facets: Pick<FacetsView, "posts" | "accounts"> | undefined,
  isFiltered: boolean,
  total: number | undefined,
): string {
  if (facets === undefined) return "Posts";
  if (!isFiltered) return `${counted(facets.posts, "post")} by ${counted(facets.accounts, "account")}`;
  if (total === undefined) return `Some of ${counted(facets.posts, "post")}`;
  return `${count(total)} of ${counted(facets.posts, "post")}`;
}
