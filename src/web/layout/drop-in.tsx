/** A file that is dropped on any screen of a case is brought in, where the screen does not take it itself. */
import { useNavigate } from "@tanstack/react-router";
import { useDropped } from "../components/dropped.ts";
import { carry } from "../data/carried.ts";
import { pathTo } from "./address.ts";

export function DropIn({ caseName }: { readonly caseName: string }) {
  const navigate = useNavigate();
  const over = useDropped((file) => {
    carry(caseName, file);
    void navigate({ to: pathTo(caseName, "corpus", "add") } as never);
  }, true);
  return over ? (
    <output>Let go to bring the file in: a document is read, posts are imported.</output>
  ) : undefined;
}
