/** What raised or lowered a position since the one before: records of the case, by name. */
import { Several } from "../../components/several.tsx";
import { useJudgments, useLedger } from "../../data/reasoning.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useAddress } from "../../layout/address.ts";

const MAX_OPTION = 120;

export function MovedBy({
  judgment,
  chosen,
  onChosen,
}: {
  /** The one that the position is on: it does not move itself. */
  readonly judgment: string;
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}) {
  const { caseName } = useAddress();
  const items = useLedger(caseName).data?.items ?? [];
  const premises = useRecordsOf(caseName, "Premise").data ?? [];
  const judgments = useJudgments(caseName).data ?? [];
  const options = [
    ...items.map(({ ref, name, text }) => optionOf(ref, name, text)),
    ...premises.map(({ record: { id, body } }) => optionOf(id, body.key ?? id, body.text)),
    ...judgments
      .filter(({ ref }) => ref !== judgment)
      .map(({ ref, label, wording, states }) => optionOf(ref, label, wording?.text ?? states.text)),
  ];
  return (
    <Several
      label="What raised or lowered it"
      help="records that moved it since the position before; the history names them"
      empty="add an item, a premise or a judgment"
      chosen={chosen}
      options={options}
      onChosen={onChosen}
    />
  );
}

/** A record without a key is named by what it says. */
function optionOf(ref: string, name: string, text: string) {
  const words = name === ref ? text : `${name}: ${text}`;
  return { value: ref, text: words.length > MAX_OPTION ? `${words.slice(0, MAX_OPTION - 1)}…` : words };
}
