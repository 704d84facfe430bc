/** The cases that exist for the person, and what to do where there is none. */
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Hash } from "../../components/hash.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { Term } from "../../components/term.tsx";
import { useCases } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { Bob } from "../../layout/bob.tsx";
import { SignOut } from "../../layout/rail.tsx";
import { pathTo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { Begin } from "./begin.tsx";
import "./cases.css";

export function View() {
  const { data, error } = useCases();
  return (
    <main className="alone cases">
      <p className="brand-line">
        <Bob />
        Plumbline
      </p>
      <h1 className="statement">Cases</h1>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data?.cases.length === 0 ? <NoCase makes={data.makes} /> : undefined}
      <ul>
        {data?.cases.map((about) => (
          <CaseRow key={about.name} about={about} />
        ))}
      </ul>
      {data?.makes === true ? (
        <section className="more">
          <h2>{data.cases.length === 0 ? "Begin" : "Another case"}</h2>
          <Begin closed={data.closed} />
        </section>
      ) : undefined}
      <p className="way-out">
        <SignOut />
      </p>
    </main>
  );
}

function CaseRow({ about }: { readonly about: CaseInfo }) {
  return (
    <li>
      <div className="first">
        <h2>
          <Link to={pathTo(about.name, "")} className="open">
            {about.title}
          </Link>
        </h2>
        <Tlp level={about.ceiling} small />
      </div>
      <p className="quiet">
        {about.name}. {counted(about.records, "record")} that you may see, as {about.person} for{" "}
        {sayOrganisations(about)}.
      </p>
      <p className="root">
        <Link to={pathTo(about.name, "corpus")}>Posts</Link>
        <Link to={pathTo(about.name, "corpus", "add")}>Bring in a file</Link>
      </p>
      <div className="root quiet">
        <span>
          <Term of="view root">Root</Term> over exactly these records
        </span>
        <Hash value={about.viewRoot} />
      </div>
    </li>
  );
}

function sayOrganisations({ organisations: [first, ...others] }: CaseInfo): string {
  if (first === undefined) return "no organisation";
  return others.length === 0 ? first.name : `${first.name} and ${counted(others.length, "other")}`;
}

function NoCase({ makes }: { readonly makes: boolean }) {
  return (
    <EmptyState title="There is no case here for you yet.">
      <p>
        A case holds what was seen, who said what, what it may mean, and what each organisation makes of it:
        one line from every sentence down to the bytes it rests on.
      </p>
      <p>
        {makes
          ? "To see all of it at work, open the demo. To begin your own, bring in a file of posts: it is imported, searched for coordination, cited, judged and released in the browser."
          : "Ask an administrator of this server for a place in a case."}
      </p>
    </EmptyState>
  );
}
