/** The ledger: every item with its speaker, both grades, its origins, and where it is cited. */
import { Link } from "@tanstack/react-router";
import type { LedgerItem, LedgerView } from "../../../views/reasoning.ts";
import { Answered } from "../../components/answered.tsx";
import { Dated } from "../../components/dated.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { Acts } from "../../components/acts.tsx";
import { Term } from "../../components/term.tsx";
import { useCase } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useArtifacts } from "../../data/documents.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { AddFile } from "./add-file.tsx";
import { chosenOf, gradeOf, NOT_GRADED } from "./filter.ts";
import { chosenIn, EvidenceFilters } from "./filters.tsx";
import { Grade as GradeStep } from "./grade.tsx";
import { Groups } from "./groups.tsx";
import { Origins, useOriginNames } from "./origins.tsx";
import { Reader } from "./reader.tsx";
import { useLedger } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import "./evidence.css";

const ORIGINS = "origins";

export function View() {
  const { caseName, item } = useAddress();
  const about = useCase(caseName).data;
  return (
    <>
      <Sources />
      {item === undefined || item === ORIGINS ? <Ledger tree={item === ORIGINS} about={about} /> : undefined}
      {item !== undefined && item !== ORIGINS && about !== undefined ? (
        <Reader key={item} refId={item} about={about} />
      ) : undefined}
    </>
  );
}

/** Mails of a set that the rail lists; the others are found by Ctrl and K. */
const MOST_MEMBERS = 50;

/** In the rail: the origins as a tree, the documents that can be read, and the mails of each set, folded. */
function Sources() {
  const { caseName, item } = useAddress();
  const artifacts = useArtifacts(caseName).data ?? [];
  const held = artifacts.filter(({ body, read }) => body.held && read);
  const sets = new Map<string, Held[]>();
  for (const one of held) {
    const set = one.body.memberOf;
    if (set !== undefined) sets.set(set, [...(sets.get(set) ?? []), one]);
  }
  return (
    <InRail>
      <ul aria-label="Origins and documents">
        <li>
          <Link
            to={pathTo(caseName, "evidence", ORIGINS)}
            search={true}
            aria-current={item === ORIGINS ? "true" : undefined}
          >
            Origins as a tree
          </Link>
        </li>
        {held
          .filter(({ body }) => body.memberOf === undefined)
          .map((one) => (
            <DocumentLink key={one.ref} document={one} />
          ))}
        {[...sets].map(([set, members]) => (
          <li key={set}>
            <details open={members.some(({ ref }) => ref === item)}>
              <summary>
                {artifacts.find(({ ref }) => ref === set)?.body.title ?? "A set"},{" "}
                {counted(members.length, "mail")}
              </summary>
              <ul>
                {members.slice(0, MOST_MEMBERS).map((one) => (
                  <DocumentLink key={one.ref} document={one} />
                ))}
              </ul>
              {members.length > MOST_MEMBERS ? (
                <p className="quiet">
                  {counted(members.length - MOST_MEMBERS, "more mail")}: find one with Ctrl K.
                </p>
              ) : undefined}
            </details>
          </li>
        ))}
      </ul>
    </InRail>
  );
}

type Held = NonNullable<ReturnType<typeof useArtifacts>["data"]>[number];

function DocumentLink({ document: { ref, body } }: { readonly document: Held }) {
  const { caseName, item } = useAddress();
  return (
    <li>
      <Link
        to={pathTo(caseName, "evidence", ref)}
        search={true}
        aria-current={item === ref ? "true" : undefined}
      >
        {body.title}
      </Link>
    </li>
  );
}

function Ledger({ tree, about }: { readonly tree: boolean; readonly about: CaseInfo | undefined }) {
  const { caseName, search } = useAddress();
  const { data, error } = useLedger(caseName);
  const words = (search["q"] ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const originName = useOriginNames(data);
  const found = (data?.items ?? []).filter((item) => {
    const text = `${item.name} ${item.text}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const items = chosenOf(found, chosenIn(search));
  const empty = data?.items.length === 0;
  return (
    <article className="evidence-screen">
      <h1 className="statement">{tree ? "Origins" : "Evidence"}</h1>
      <p className="lead">
        Every claim, event and finding. Source and information are graded apart. Items that end at one origin
        are one report, however often it is retold.
      </p>
      {error === null ? undefined : <ErrorLine error={error} />}
      {about === undefined || data === undefined ? undefined : <Writing about={about} ledger={data} />}
      {empty ? <NoEvidence /> : undefined}
      {data === undefined || empty || !tree ? undefined : <Origins ledger={data} nameOf={originName} />}
      {data === undefined || empty || tree ? undefined : (
        <>
          <Groups ledger={data} />
          <div className="tools">
            <SearchField placeholder="words, a key, a speaker" />
            <output className="quiet">{sayTotals(data, items.length)}</output>
          </div>
          <EvidenceFilters items={found} originName={originName} />
          <Table
            caption="Items of evidence"
            columns={columnsIn(caseName)}
            rows={items}
            keyOf={({ ref }) => ref}
            picked={search["plumb"]}
          />
        </>
      )}
    </article>
  );
}

/** What the person may write here; grades are of the item that the line hangs from. */
function Writing({ about, ledger }: { readonly about: CaseInfo; readonly ledger: LedgerView }) {
  const { search } = useAddress();
  if (!about.roles.includes("analyst") || about.organisations.length === 0) return undefined;
  const hung = ledger.items.find(({ ref, name }) => ref === search["plumb"] || name === search["plumb"]);
  const open = search["do"];
  const grades = { source: "reliability", information: "credibility" } as const;
  return (
    <>
      <Acts
        acts={[
          { name: "add", label: "Add a document" },
          { name: "source", label: "Grade the source" },
          { name: "information", label: "Grade the information" },
        ]}
      />
      {open === "add" ? <AddFile about={about} /> : undefined}
      {open !== "source" && open !== "information" ? undefined : hung === undefined ? (
        <p className="soft lead">Select an item first; the grade is of the item at the top of the line.</p>
      ) : (
        <GradeStep key={`${open} ${hung.ref}`} item={hung} aspect={grades[open]} about={about} />
      )}
    </>
  );
}

function sayTotals({ items, origins, unknownLineage }: LedgerView, shown: number): string {
  const unknown = unknownLineage === 0 ? "" : `, ${unknownLineage} without known lineage`;
  const all = `${counted(items.length, "item")}, ${counted(origins, "origin")}${unknown}`;
  return shown === items.length ? all : `${shown} of ${all}`;
}

function columnsIn(caseName: string): readonly Column<LedgerItem>[] {
  return [
    { head: "Item", cell: (item) => <Item item={item} /> },
    {
      head: "Date",
      cell: ({ date }) => (date === undefined ? <NotAssessed word="none" /> : <Dated at={date} />),
    },
    { head: <Term of="reliability">Grade</Term>, cell: (item) => <Grade item={item} /> },
    {
      head: <Term of="origin">Origins</Term>,
      cell: ({ origins }) => (origins === "not recorded" ? <NotAssessed word={origins} /> : origins.length),
    },
    { head: "Cited", cell: (item) => <Cited item={item} caseName={caseName} /> },
  ];
}

function Item({ item }: { readonly item: LedgerItem }) {
  const { ref, kind, name, text, speaker } = item;
  return (
    <>
      <Plumb refId={ref} className="words">
        {text}
      </Plumb>
      <p className="quiet">
        {kind} {name}
      </p>
      {speaker?.ref.startsWith("pty_") === true ? (
        <p className="quiet">
          <EntityLink entity={speaker.ref}>{speaker.name}</EntityLink>
        </p>
      ) : undefined}
      <Answered of={item} />
    </>
  );
}

/** Letter for the source, number for the information; several people may have graded. */
function Grade({ item }: { readonly item: LedgerItem }) {
  const grade = gradeOf(item);
  if (grade === NOT_GRADED) return <NotAssessed word={grade} />;
  const last = item.grades.at(-1);
  return last === undefined ? grade : <Plumb refId={last.ref}>{grade}</Plumb>;
}

function Cited({ item: { citedIn }, caseName }: { readonly item: LedgerItem; readonly caseName: string }) {
  if (citedIn.length === 0) return <span className="quiet">nowhere</span>;
  return (
    <ul className="cited">
      {citedIn.map(({ judgment, stands }) => (
        <li key={`${judgment.ref} ${stands}`}>
          <Link to={pathTo(caseName, "judgments", judgment.ref)} search={true}>
            {judgment.name}
          </Link>{" "}
          <span className={stands}>{stands}</span>
        </li>
      ))}
    </ul>
  );
}

function NoEvidence() {
  return (
    <EmptyState title="No evidence has been recorded yet.">
      <p>
        A claim says who said what, when, and where it stands. A finding is what a detector found in posts. An
        event has a date and a source. Denials are claims, too, and stand beside what they deny. Drop a
        document here: it is read, and its claims are proposed.
      </p>
    </EmptyState>
  );
}
