/** The eight columns of the QUT coordination-network-toolkit (Graham, QUT Digital Observatory). */
import type { Layout } from "./layout.ts";

export const cnt: Layout = Object.freeze({
  id: "coordination-network-toolkit",
  title: "coordination-network-toolkit, eight columns",
  requires: ["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"],
  mapping: {
    account: "user_id",
    time: "timestamp",
    text: "message",
    post: "message_id",
    reshare: "repost_id",
    reply: "reply_id",
    url: "urls",
  },
  notes: ["Accounts are told apart by user_id; username is kept as an extra column."],
});
