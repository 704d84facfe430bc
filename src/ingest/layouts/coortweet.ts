/** The four columns that CooRTweet works on (Righetti and Balluff, R package CooRTweet). */
import type { Layout } from "./layout.ts";

export const coortweet: Layout = Object.freeze({
  id: "coortweet",
  title: "CooRTweet, four columns",
  requires: ["object_id", "account_id", "content_id", "timestamp_share"],
  mapping: { account: "account_id", time: "timestamp_share", post: "content_id", reshare: "object_id" },
  notes: ["object_id is whatever was shared; it is kept as the object `reshare`."],
});
