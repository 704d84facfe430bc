import type { Named } from "../../../views/basics.ts";

/** By its key or its place; what has neither, such as a document without a key, by its words. */
export function called({ ref, name, text }: Named): string {
  return name === ref ? text : name;
}
