/** Passages of documents as places of a result. */
import type { GivenFile, GivenPassage } from "../given.ts";
import type { ResultPlace } from "../result.ts";

/** p1, p2, … for each passage once. @param files of the result; files of passages that are not among them are added */
export function pagesOf(passages: readonly GivenPassage[], files: GivenFile[]): ResultPlace[] {
  const at = (file: GivenFile): number => {
    const known = files.findIndex(({ id }) => id === file.id);
    return known >= 0 ? known : files.push(file) - 1;
  };
  const distinct = new Map(passages.map((one) => [JSON.stringify([one.file.id, one.page, one.span]), one]));
  return [...distinct.values()].map(({ file, page, span }, i) => ({
    id: `p${i + 1}`,
    kind: "page",
    artifact: at(file),
    page,
    ...(span === undefined ? {} : { span }),
  }));
}
