export { fingerprint, period, postsOf, type Posts } from "../../shared/posts.ts";
