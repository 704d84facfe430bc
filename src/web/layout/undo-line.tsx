/** After an act: what was recorded, and the way back. It goes when it is used or sent away. */
import { Link } from "@tanstack/react-router";
import { ErrorLine } from "../components/error-line.tsx";
import { KeyHint } from "../components/key-hint.tsx";
import { useCase } from "../data/cases.ts";
import type { Act } from "../data/take-back.ts";
import { forget, useLastAct } from "../data/undo.ts";
import { useTakeBack } from "../data/write.ts";
import { nameIn } from "../data/writing-for.ts";
import { counted } from "../../words.ts";
import { pathTo } from "./address.ts";
import "./undo-line.css";

export function UndoLine({ caseName }: { readonly caseName: string }) {
  const act = useLastAct(caseName);
  return (
    <div className="undo-line" role="status">
      {act === undefined ? undefined : <LastAct key={act.records[0]?.id} act={act} />}
    </div>
  );
}

function LastAct({ act }: { readonly act: Act }) {
  const { caseName, records } = act;
  const takeBack = useTakeBack(caseName);
  const about = useCase(caseName).data;
  const [first] = records;
  if (first === undefined) return undefined;
  const whom = (about && nameIn(about, first.for)) ?? first.for;
  return (
    <p>
      <Link to={pathTo(caseName, "log", first.id)}>{first.type}</Link>{" "}
      {records.length === 1 ? "" : `and ${counted(records.length - 1, "more", "more")} `}recorded for{" "}
      <b>{whom}</b>.{" "}
      <button
        type="button"
        className="verb"
        data-undo=""
        disabled={takeBack.isPending}
        onClick={() => takeBack.mutate(act)}
      >
        Undo
      </button>{" "}
      <KeyHint>U</KeyHint>{" "}
      <button type="button" onClick={() => forget(act)}>
        Keep it
      </button>
      {takeBack.error === null ? undefined : <ErrorLine error={takeBack.error} />}
    </p>
  );
}
