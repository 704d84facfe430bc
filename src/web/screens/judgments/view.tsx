/** One judgment at a time: its wording, every organisation's position side by side, what stands for it and against it. */
import { Link } from "@tanstack/react-router";
import type { JudgmentView } from "../../../views/edition.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { LintHits } from "../../components/linted-text.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Acts, useDone } from "../../components/acts.tsx";
import { Term } from "../../components/term.tsx";
import { useCase } from "../../data/cases.ts";
import { useLint } from "../../data/lint.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { Basis } from "./basis.tsx";
import { BlocksRelease } from "./blocks-release.tsx";
import { Chain } from "./chain.tsx";
import { Cite, SearchEffort } from "./cite.tsx";
import { InTime } from "./in-time.tsx";
import { Linchpins } from "./linchpins.tsx";
import { NewJudgment } from "./new-judgment.tsx";
import { NewOrganisation } from "./organisation.tsx";
import { TakePosition } from "./take-position.tsx";
import { Wordings, WriteWording } from "./wordings.tsx";
import { Positions } from "./positions.tsx";
import { coloursOf } from "../../components/party-colours.ts";
import "./judgments.css";
import { unended } from "../../../words.ts";

export function View() {
  const { caseName, item } = useAddress();
  const { data, error } = useJudgments(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return <h1 className="unseen">Judgments</h1>;
  const judgment =
    item === undefined ? data[0] : data.find(({ label, ref }) => label === item || ref === item);
  if (data.length === 0)
    return (
      <>
        <NoJudgment />
        <Writing judgment={undefined} all={data} />
      </>
    );
  return (
    <>
      <InRail>
        <ul aria-label="Judgments">
          {data.map((one) => (
            <li key={one.ref}>
              <Link
                to={pathTo(caseName, "judgments", one.label)}
                search={true}
                aria-current={one === judgment ? "true" : undefined}
              >
                <b>{one.label}</b>
                <span>{one.states.text}</span>
              </Link>
            </li>
          ))}
        </ul>
      </InRail>
      {judgment === undefined ? (
        <ErrorLine
          error={{
            code: "NOT_FOUND",
            message: `No judgment is called ${item ?? ""} at this level.`,
            hint: "Choose one of the list.",
          }}
        />
      ) : (
        <One judgment={judgment} all={data} />
      )}
    </>
  );
}

function One({ judgment, all }: { readonly judgment: JudgmentView; readonly all: readonly JudgmentView[] }) {
  const { caseName } = useAddress();
  const { label, ref, wording, states, restsOn, positions } = judgment;
  return (
    <article className="judgment-screen">
      <Crumbs section="Judgments" here={label} />
      <div className="sentence">
        <h1 className="statement">
          <Plumb refId={wording?.ref ?? ref}>{wording?.text ?? states.text}</Plumb>
        </h1>
        {wording === undefined ? undefined : <SentenceLint text={wording.text} judgment={ref} />}
      </div>
      <p className="meta quiet">
        States{" "}
        <Plumb refId={states.ref}>
          {states.rung === undefined
            ? `“${unended(states.text)}”`
            : `the rung “${states.rung}” of “${unended(states.text)}”`}
        </Plumb>
        {restsOn.length === 0 ? "." : ", and rests on "}
        {restsOn.map((lower, at) => (
          <span key={lower.ref}>
            {at === 0 ? "" : ", "}
            <Link to={pathTo(caseName, "judgments", lower.label)} search={true}>
              {lower.label}
            </Link>
          </span>
        ))}
        {restsOn.length === 0 ? "" : "."}
      </p>
      <Writing key={ref} judgment={judgment} all={all} />
      <BlocksRelease judgment={judgment} />
      <Wordings judgment={judgment} />
      <Positions positions={positions} colours={coloursOf(all)} />
      <Linchpins judgment={judgment} />
      <InTime judgment={judgment} colours={coloursOf(all)} />
      <Basis judgment={judgment} />
      <Searched judgment={judgment} />
      <Chain judgment={judgment} all={all} />
    </article>
  );
}

/** What the language lint says of the sentence, beside it; nothing where it finds nothing. */
function SentenceLint({ text, judgment }: { readonly text: string; readonly judgment: string }) {
  const { caseName } = useAddress();
  const { data } = useLint(caseName, { text, place: "wording", judgment });
  const hits = data?.text === text ? data.hits : [];
  return hits.length === 0 ? undefined : <LintHits hits={hits} />;
}

function lacksBasis({ for: speaking, against, searchEffort }: JudgmentView): boolean {
  return against.entries.length === 0 && (speaking.entries.length === 0 || searchEffort === undefined);
}

/** What the person may write here; the form that is open stands in the address. */
function Writing({
  judgment,
  all,
}: {
  readonly judgment: JudgmentView | undefined;
  readonly all: readonly JudgmentView[];
}) {
  const { caseName, search } = useAddress();
  const about = useCase(caseName).data;
  const done = useDone();
  if (about === undefined) return undefined;
  const analyst = about.roles.includes("analyst") && about.organisations.length > 0;
  // A position needs something to rest on, and an edition something against it, or a search for that.
  const bare = judgment !== undefined && lacksBasis(judgment);
  const reviewer = analyst || about.roles.includes("reviewer");
  const acts = [
    ...(analyst && judgment !== undefined
      ? [
          ...(bare ? [{ name: "cite", label: "Cite an item" }] : []),
          { name: "position", label: "Take a position" },
          { name: "wording", label: "Write a wording" },
          ...(bare ? [] : [{ name: "cite", label: "Cite an item" }]),
        ]
      : []),
    ...(reviewer && judgment !== undefined ? [{ name: "searched", label: "Record a search" }] : []),
    ...(analyst && judgment !== undefined ? [{ name: "rung", label: "Judge a rung above" }] : []),
    ...(analyst
      ? [
          { name: "begin", label: "Begin a judgment" },
          { name: "organisation", label: "Another organisation" },
        ]
      : []),
  ];
  const open = acts.some(({ name }) => name === search["do"]) ? search["do"] : undefined;
  if (acts.length === 0) return undefined;
  return (
    <>
      <Acts acts={acts} />
      {open === "begin" ? <NewJudgment about={about} all={all} /> : undefined}
      {open === "organisation" ? <NewOrganisation about={about} /> : undefined}
      {judgment === undefined ? undefined : (
        <>
          {open === "rung" ? <NewJudgment about={about} all={all} below={judgment} /> : undefined}
          {open === "position" ? <TakePosition judgment={judgment} about={about} onDone={done} /> : undefined}
          {open === "wording" ? <WriteWording judgment={judgment} about={about} /> : undefined}
          {open === "cite" ? <Cite judgment={judgment} about={about} /> : undefined}
          {open === "searched" ? <SearchEffort judgment={judgment} about={about} /> : undefined}
        </>
      )}
    </>
  );
}

/** How hard contrary items were looked for, and effects: where nobody said, it says so. */
function Searched({ judgment: { searchEffort, effects } }: { readonly judgment: JudgmentView }) {
  return (
    <section className="notes">
      <div>
        <h2>
          <Term of="search effort">Search for contrary items</Term>
        </h2>
        {searchEffort === undefined ? (
          <NotAssessed word="not recorded" />
        ) : (
          <p>
            <Plumb refId={searchEffort.ref}>
              {searchEffort.found === "none found" ? "None found. " : "Found. "}
              {searchEffort.searched}
            </Plumb>
          </p>
        )}
      </div>
      <div>
        <h2>
          <Term of="effect">Effect</Term>
        </h2>
        {effects.length === 0 ? <NotAssessed /> : undefined}
        {effects.map((effect) => (
          <p key={effect.ref}>
            <Plumb refId={effect.ref}>{effect.text === "not assessed" ? <NotAssessed /> : effect.text}</Plumb>
          </p>
        ))}
      </div>
    </section>
  );
}

function NoJudgment() {
  return (
    <EmptyState title="No judgment has been recorded yet.">
      <p>
        A judgment is one sentence that says what a case comes to. Each organisation takes a position on it in
        its own words: how likely it is, how sure it is of that, and whether it joins or dissents. Under it
        stands what speaks for it and what speaks against it.
      </p>
      <p>It begins at a hypothesis of a question.</p>
    </EmptyState>
  );
}
