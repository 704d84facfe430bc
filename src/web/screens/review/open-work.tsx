/** Beside the nine questions: what people still have to say, sign or answer, and what came in since the last edition. */
import { Link } from "@tanstack/react-router";
import type { PartyView } from "../../../views/basics.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { useJudgments } from "../../data/reasoning.ts";
import { useFacetsAfter, useNewest, useRecordsOf } from "../../data/records.ts";
import { useDrafts } from "../../data/release.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";

/** Drafts that go round: who has answered, and by when the others should. */
export function StillToAnswer() {
  const { caseName } = useAddress();
  const { data, error } = useDrafts(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined || data.length === 0) return undefined;
  return (
    <div>
      <ul>
        {data.map(({ ref, title, ceiling, replyBy, replies }) => (
          <li key={ref}>
            <Plumb refId={ref}>{title}</Plumb>{" "}
            <span className="quiet">
              TLP:{ceiling}
              {replyBy === undefined ? "" : ", answers by "}
              {replyBy === undefined ? undefined : <Dated at={replyBy} />}
            </span>
            <ul>
              {replies.map(({ organisation, positions, opened }) => (
                <li key={organisation.ref}>
                  {organisation.name}:{" "}
                  {positions.length === 0 ? (
                    <NotAssessed word="no position since" />
                  ) : (
                    counted(positions.length, "position")
                  )}
                  {opened === undefined ? undefined : (
                    <span className="quiet">
                      {" "}
                      {opened.length === 0
                        ? "not opened"
                        : `opened by ${opened.map(({ person }) => person).join(", ")}`}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Every judgment with every organisation that has a position of its own on any: the gaps are who still has to say. */
export function WhoHolds() {
  const { caseName } = useAddress();
  const { data } = useJudgments(caseName);
  const own = (data ?? []).flatMap(({ positions }) => positions).filter(({ stance }) => stance === "own");
  const organisations = [
    ...new Map(own.map(({ organisation }) => [organisation.ref, organisation])).values(),
  ];
  if (data === undefined || organisations.length === 0) return undefined;
  return (
    <div>
      <Table
        caption="Positions by judgment and organisation"
        columns={columnsIn(caseName, organisations)}
        rows={data}
        keyOf={({ ref }) => ref}
      />
    </div>
  );
}

function columnsIn(caseName: string, organisations: readonly PartyView[]): readonly Column<JudgmentView>[] {
  return [
    {
      head: "Judgment",
      cell: ({ ref, label }) => (
        <Link to={pathTo(caseName, "judgments", ref)} search={true}>
          {label}
        </Link>
      ),
    },
    ...organisations.map(({ ref, name }): Column<JudgmentView> => ({
      head: name,
      cell: ({ positions }) => {
        const position = positions.find(
          ({ stance, organisation }) => stance === "own" && organisation.ref === ref,
        );
        if (position === undefined) return <NotAssessed word="no position" />;
        return (
          <Plumb refId={position.ref}>
            {position.holds}
            {position.signed === undefined ? ", not signed" : ""}
          </Plumb>
        );
      },
    })),
  ];
}

/** The last publication, and what was recorded after it. */
export function useLater(caseName: string) {
  const editions = useRecordsOf(caseName, "Edition");
  const last = editions.data?.findLast(({ record }) => record.body.manifest !== undefined)?.record;
  const later = useFacetsAfter(caseName, last?.id).data;
  const isKnown = editions.data !== undefined && (last === undefined || later !== undefined);
  return { last, later, isKnown };
}

/** Records of the first page of what came in after the last publication. */
const NEWEST = 8;

/** Records that came in after the last publication: how many of which type, and the newest of them. */
export function SinceLastEdition() {
  const { caseName } = useAddress();
  const { last, later } = useLater(caseName);
  if (last === undefined || later === undefined) return undefined;
  return (
    <div>
      <p className="soft">
        <Plumb refId={last.id}>{last.body.title}</Plumb>, TLP:{last.body.ceiling.tlp}, recorded{" "}
        <Dated at={last.at} />.{" "}
        {later.total === 0
          ? "Nothing was recorded after it."
          : `${counted(later.total, "record")} after it: ${later.types.map(({ value, count: n }) => `${n} ${value}`).join(", ")}.`}
      </p>
      <p>
        <Link to={pathTo(caseName, "release", "compare")}>Compare two editions</Link>
      </p>
      <Newest after={last.id} total={later.total} />
    </div>
  );
}

/** The newest records after one, and more of them where they are asked for. */
function Newest({ after, total }: { readonly after: string; readonly total: number }) {
  const { caseName } = useAddress();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useNewest(
    caseName,
    after,
    total,
    NEWEST,
  );
  const records = (data?.pages ?? []).toReversed().flat();
  return (
    <>
      {error === null ? undefined : <ErrorLine error={error} />}
      {hasNextPage ? (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Earlier ones, before the newest {count(records.length)} of {count(total)}
        </button>
      ) : undefined}
      <ul>
        {records.map(({ record: { id, type, by, at: when } }) => (
          <li key={id}>
            <Plumb refId={id}>{type}</Plumb>{" "}
            <span className="quiet">
              {by}, <Dated at={when} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
