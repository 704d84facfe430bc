/** What is being coded: one post, or one account with some of its posts. */
import type { PostsView } from "../../../../desk/index.ts";
import { sayDated } from "../../../components/dated.tsx";
import { Imported } from "../../../components/imported.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import type { Queued } from "../../../data/codings.ts";
import { usePosts } from "../../../data/posts.ts";
import { useAddress } from "../../../layout/address.ts";
import { counted } from "../../../../words.ts";

type Post = PostsView["posts"][number];
const SHOWN = 12;

export function Unit({ queued }: { readonly queued: Queued }) {
  if (queued.post !== undefined) return <PostText post={queued.post} large />;
  return "account" in queued.unit ? <AccountPosts account={queued.unit.account} /> : undefined;
}

export function PostText({ post, large = false }: { readonly post: Post; readonly large?: boolean }) {
  return (
    <blockquote className={large ? "post-text large" : "post-text"}>
      <Plumb refId={`${post.artifact}#row-${post.row}`}>
        {post.text === null || post.text.trim() === "" ? (
          <span className="quiet">no text{post.reshare === null ? "" : `, reshares ${post.reshare}`}</span>
        ) : (
          <Imported text={post.text} />
        )}
      </Plumb>
      <footer className="quiet">
        <Imported text={post.account} />, {sayDated(post.time)}
        {post.repeats === null ? "" : "; repeats an earlier row of its file"}
      </footer>
    </blockquote>
  );
}

function AccountPosts({ account }: { readonly account: string }) {
  const { caseName } = useAddress();
  const { data } = usePosts(caseName, { account });
  const page = data?.pages[0];
  const posts = page?.posts.filter((post) => post.account === account) ?? [];
  return (
    <div className="account">
      <h2>
        <Imported text={account} />
      </h2>
      <p className="quiet">
        {page === undefined
          ? "Reading its posts …"
          : `${counted(page.total, "post")}; the first ${Math.min(posts.length, SHOWN)} in order of time.`}
      </p>
      {posts.slice(0, SHOWN).map((post) => (
        <PostText key={`${post.artifact} ${post.row}`} post={post} />
      ))}
    </div>
  );
}
