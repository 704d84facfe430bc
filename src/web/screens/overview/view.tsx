/** The first screen of a case: where it stands, what it comes to, all of it on one axis of time, what is new, blocked and next. */
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { useOverview } from "../../data/overview.ts";
import { useAddress } from "../../layout/address.ts";
import { Blocked } from "./blocked.tsx";
import { CaseInTime } from "./case-in-time.tsx";
import { KeyJudgments } from "./key-judgments.tsx";
import { News } from "./news.tsx";
import { sayState } from "./state.ts";
import { Steps } from "./steps.tsx";
import "./overview.css";

export function View() {
  const { caseName } = useAddress();
  const about = useCase(caseName).data;
  const { data, error } = useOverview(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined || about === undefined) return <h1 className="unseen">Overview</h1>;
  return (
    <article className="overview-screen">
      <div className="strip quiet">
        <b>Overview</b>
        {data.newest === undefined ? undefined : (
          <span>
            As of <Dated at={`${data.newest.at.slice(0, 16)}Z`} />
          </span>
        )}
      </div>
      <h1 className="statement">{sayState(data, about.sections)}</h1>
      <Steps steps={data.steps} />
      {data.judgments.length === 0 ? undefined : (
        <KeyJudgments judgments={data.judgments} further={data.further} />
      )}
      <CaseInTime judgments={data.judgments} hasPosts={about.sections.corpus > 0} />
      <div className="below">
        <News newest={data.newest?.ref} person={about.person} />
        <Blocked edition={data.edition} />
      </div>
    </article>
  );
}
