/** Before anything is published: what stands against it, what is left out, and where its readers get something else than you see. */
import { Link } from "@tanstack/react-router";
import type { PreviewView } from "../../../desk/index.ts";
import { Checklist } from "../../components/checklist.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { usePreview } from "../../data/release.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { ChoiceFields, useChoice } from "../../components/edition-choice.tsx";
import { Differs } from "./differs.tsx";
import { LeftOut } from "./left-out.tsx";
import { Publish } from "./publish.tsx";

export function Preview({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const choice = useChoice(about);
  const { data, error } = usePreview(caseName, choice);
  const own = useJudgments(caseName);
  return (
    <>
      <ChoiceFields about={about} choice={choice} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined || own.data === undefined ? undefined : (
        <>
          <Refused refused={data.refused} />
          <LeftOut about={about} ceiling={choice.ceiling} preview={data} />
          <Differs own={own.data} preview={data} />
          <Checklist about={about} choice={choice} />
          <Publish about={about} choice={choice} refused={data.refused.length} />
        </>
      )}
    </>
  );
}

function Refused({ refused }: { readonly refused: PreviewView["refused"] }) {
  if (refused.length === 0) return <p className="soft refused">Nothing stands against publishing it.</p>;
  return (
    <section className="refused">
      <h2>{counted(refused.length, "reason")} not to publish</h2>
      <ul>
        {refused.map(({ code, about, text }) => (
          <li key={`${code} ${about} ${text}`}>
            <Plumb refId={about}>{text}</Plumb> <code>{code}</code>
            <Mend about={about} />
          </li>
        ))}
      </ul>
      <p className="soft">
        Correct the record, mark what is missing for these readers below, or say at this level what is left
        out; this page follows.
      </p>
    </section>
  );
}

/** Where the record is mended that a reason is about. */
function Mend({ about }: { readonly about: string }) {
  const { caseName } = useAddress();
  const screen = /^(?:jdg_|J\d+$)/.test(about) ? "judgments" : "log";
  // What is about the draft as a whole names no record.
  if (screen === "log" && !/^[a-z]{3}_/.test(about)) return undefined;
  return (
    <p>
      <Link to={pathTo(caseName, screen, about.split("#")[0])}>
        {screen === "judgments" ? "Open the judgment" : "Open the record"}
      </Link>
    </p>
  );
}
