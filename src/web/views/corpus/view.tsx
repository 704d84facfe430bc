/** The corpus: posts with a timeline over them, the imports they came in by, a new file, and notes of one's own. */
import { Link } from "@tanstack/react-router";
import { useImports } from "../../data/imports.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { Add } from "./add.tsx";
import { ImportPage } from "./import-page.tsx";
import { Imports } from "./imports.tsx";
import { Notes } from "./notes.tsx";
import { Posts } from "./posts.tsx";
import "./corpus.css";

/** In the address, after `corpus`; an import stands there by its id. */
const PARTS = [
  ["", "Posts"],
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

function Parts() {
  const { room, item = "" } = useAddress();
  const imports = useImports(room).data?.length ?? 0;
  return (
    <nav aria-label="Parts of the corpus" className="parts">
      {PARTS.map(([path, label]) => (
        <Link
          key={path}
          to={path === "" ? pathTo(room, "corpus") : pathTo(room, "corpus", path)}
          search={keepLine}
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
