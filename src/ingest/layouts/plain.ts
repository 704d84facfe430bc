/** Columns named after the fields themselves: account, time, and any of text, post, reshare, reply, url, … */
import { FIELDS } from "../report.ts";
import type { Layout } from "./layout.ts";

export const plain: Layout = Object.freeze({
  id: "plain",
  title: "columns named after the fields",
  requires: ["account", "time"],
  mapping: Object.fromEntries(FIELDS.map((field) => [field, field])),
  notes: [],
});
