/** Coding: choose or make a codebook, code one post or account at a time, see how far coders agree. */
import { Link } from "@tanstack/react-router";
import type { CodebookView } from "../../../../views/coding.ts";
import { Acts } from "../../../components/acts.tsx";
import { ErrorLine } from "../../../components/error-line.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import { useCase } from "../../../data/cases.ts";
import type { CaseInfo } from "../../../data/cases.ts";
import { useCodebooks } from "../../../data/codings.ts";
import { useAddress } from "../../../layout/address.ts";
import { counted } from "../../../../words.ts";
import { Agreement } from "./agreement.tsx";
import { BookForm } from "./book-form.tsx";
import { Desk } from "./desk.tsx";
import "./coding.css";

export function Coding() {
  const { caseName, search } = useAddress();
  const about = useCase(caseName).data;
  const { data: codebooks, error } = useCodebooks(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (codebooks === undefined || about === undefined) return <h1 className="unseen">Coding</h1>;
  const chosen = search["book"];
  const book =
    chosen === undefined
      ? codebooks[0]
      : codebooks.find(({ ref, name }) => ref === chosen || name === chosen);
  return (
    <div className="coding">
      {codebooks.length > 1 ? <Books codebooks={codebooks} chosen={book} /> : undefined}
      {book === undefined ? (
        <NoBook missing={chosen} />
      ) : (
        <>
          <h1 className="statement">
            <Plumb refId={book.ref}>{book.text}</Plumb>
          </h1>
          <p className="quiet">{sayBook(book)}</p>
        </>
      )}
      <Writing book={book} about={about} />
      {book === undefined || search["do"] !== undefined ? undefined : search["show"] === "agreement" ? (
        <Agreement key={book.ref} book={book} about={about} />
      ) : (
        <Desk key={book.ref} book={book} about={about} />
      )}
    </div>
  );
}

function sayBook({ of, several, categories, earlier, organisation }: CodebookView): string {
  const parts = [
    `${counted(categories.length, "code")} for single ${of}s`,
    several ? "several may be given, or none" : "one is given",
    `by ${organisation.name}`,
    ...(earlier > 0 ? [counted(earlier, "earlier version")] : []),
  ];
  return `${parts.join("; ")}.`;
}

function Books({
  codebooks,
  chosen,
}: {
  readonly codebooks: readonly CodebookView[];
  readonly chosen: CodebookView | undefined;
}) {
  return (
    <nav className="books" aria-label="Codebooks">
      <ul>
        {codebooks.map((one) => (
          <li key={one.ref}>
            <Link
              to="."
              search={(old: object) => ({ ...old, book: one.name, unit: undefined, do: undefined })}
              resetScroll={false}
              aria-current={one === chosen ? "true" : undefined}
            >
              {one.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NoBook({ missing }: { readonly missing: string | undefined }) {
  if (missing !== undefined)
    return (
      <ErrorLine
        error={{
          code: "NOT_FOUND",
          message: `No codebook is called ${missing} at this level.`,
          hint: "Choose one of the list, or make one.",
        }}
      />
    );
  return (
    <>
      <h1 className="statement">No codebook has been made yet.</h1>
      <p className="lead">
        A codebook says what people look for in single posts or accounts: a few codes, each with what counts
        and what does not. Two people code the same posts without seeing each other’s codes; how far they
        agree says how far the codes can be trusted. A machine gives no code here, and codes add up to no
        score.
      </p>
    </>
  );
}

/** What can be done with codebooks; the form that is open stands in the address. */
function Writing({ book, about }: { readonly book: CodebookView | undefined; readonly about: CaseInfo }) {
  const { search } = useAddress();
  const writes = about.roles.includes("analyst") && about.organisations.length > 0;
  if (!writes) return undefined;
  const own = about.organisations.some(({ ref }) => ref === book?.organisation.ref);
  const version = book !== undefined && own;
  return (
    <>
      <Acts
        acts={[
          { name: "codebook", label: "Make a codebook" },
          ...(version ? [{ name: "version", label: "New version of this one" }] : []),
        ]}
      />
      {search["do"] === "codebook" ? <BookForm about={about} /> : undefined}
      {version && search["do"] === "version" ? <BookForm about={about} old={book} /> : undefined}
    </>
  );
}
