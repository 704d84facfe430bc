/** The cases that exist for the person, and what to do where there is none. */
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Hash } from "../../components/hash.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { useCases } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { Bob } from "../../layout/bob.tsx";
import { SignOut } from "../../layout/rail.tsx";
import { pathTo } from "../../layout/address.ts";
import { counted } from "../../words.ts";
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
      {data?.cases.length === 0 ? <NoCase /> : undefined}
      <ul>
        {data?.cases.map((about) => (
          <CaseRow key={about.name} about={about} />
        ))}
      </ul>
      <p className="way-out">
        <SignOut />
      </p>
      <section className="more">
        <h2>More cases</h2>
        <dl>
          <dt>
            <code>npm start</code>
          </dt>
          <dd>
            makes and opens the demo: an invented election, five judgments, two organisations that disagree.
          </dd>
          <dt>
            <code>npm start -- posts.csv</code>
          </dt>
          <dd>
            makes a case of your own file of posts, analyses it and opens it. Into a case that is open, a file
            is dropped on its Corpus.
          </dd>
          <dt>
            <code>for part in examples/us-2016/*.yaml; do npx plumbline record us-2016 $part; done</code>
            <br />
            <code>npx plumbline serve us-2016</code>
          </dt>
          <dd>makes and opens the assessment of January 2017, from public documents, with its dissent.</dd>
          <dt>
            <code>npx plumbline serve CASE</code>
          </dt>
          <dd>opens a case that is already there.</dd>
        </dl>
      </section>
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
        <span>Root over exactly these records</span>
        <Hash value={about.viewRoot} />
      </div>
    </li>
  );
}

function sayOrganisations({ organisations: [first, ...others] }: CaseInfo): string {
  if (first === undefined) return "no organisation";
  return others.length === 0 ? first.name : `${first.name} and ${counted(others.length, "other")}`;
}

function NoCase() {
  return (
    <EmptyState title="There is no case here for you yet.">
      <p>
        A case holds what was seen, who said what, what it may mean, and what each organisation makes of it.
        Begin with the demo, or with a file of posts of your own, by one of the commands below.
      </p>
      <p>On a server of several people, ask whoever administers it for a place in a case.</p>
    </EmptyState>
  );
}
