/** The corpus: posts with a timeline over them, the imports they came in by, a new file, and notes of one's own. */
import { Link } from "@tanstack/react-router";
import { useImports } from "../../data/imports.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { Add } from "./add.tsx";
import { Coding } from "./coding/view.tsx";
import { ImportPage } from "./import-page.tsx";
import { Imports } from "./imports.tsx";
import { Notes } from "./notes.tsx";
import { Posts } from "./posts.tsx";
import { Top } from "./top.tsx";
import "./corpus.css";

/** In the address, after `corpus`; an import stands there by its id. */
const PARTS = [
  ["", "Posts"],
  ["top", "Commonest"],
  ["coding", "Coding"],
  ["imports", "Imports"],
  ["add", "Bring in a file"],
  ["notes", "Notes"],
] as const;

export function View() {
  const { item } = useAddress();
  return (
    <div className="corpus-screen">
      <Parts />
      {item === undefined ? (
        <Posts />
      ) : item === "top" ? (
        <Top />
      ) : item === "coding" ? (
        <Coding />
      ) : item === "imports" ? (
        <Imports />
      ) : item === "add" ? (
        <Add />
      ) : item === "notes" ? (
        <Notes />
      ) : (
        <ImportPage name={item} />
      )}
    </div>
  );
}

/** The line goes on hanging; what else the address says belongs to the part. */
const keepLine = ({ plumb, line }: Record<string, string | undefined>): object => ({ plumb, line });
/** Posts and coding have one filter, and what is coded stays chosen. */
const keepFilter = (old: object): object => ({ ...old, do: undefined, show: undefined });

function Parts() {
  const { caseName, item = "" } = useAddress();
  const filtered = (path: string) => path === "" || path === "coding";
  const imports = useImports(caseName).data?.length ?? 0;
  return (
    <nav aria-label="Parts of the corpus" className="parts">
      {PARTS.map(([path, label]) => (
        <Link
          key={path}
          to={path === "" ? pathTo(caseName, "corpus") : pathTo(caseName, "corpus", path)}
          search={filtered(path) && filtered(item) ? keepFilter : keepLine}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={path === item ? "page" : undefined}
        >
          {label}
          {path === "imports" && imports > 0 ? <span className="quiet"> {imports}</span> : undefined}
        </Link>
      ))}
    </nav>
  );
}
