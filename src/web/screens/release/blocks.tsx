/** The order of an edition: blocks one under another, each moved, changed or taken out where it stands. */
import { Field, Select } from "../../components/fields.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import { Several } from "../../components/several.tsx";
import { FigureWords } from "./figure-words.tsx";
import { blockOf, lacks, partOf } from "./parts.ts";
import type { Block, Part } from "./parts.ts";

type SetBlocks = (blocks: readonly Block[]) => void;

export function Blocks({
  caseName,
  blocks,
  parts,
  onBlocks,
}: {
  readonly caseName: string;
  readonly blocks: readonly Block[];
  readonly parts: readonly Part[];
  readonly onBlocks: SetBlocks;
}) {
  const names = new Map(parts.map(({ ref, text }) => [ref, text]));
  const put = (at: number, block: Block) => onBlocks(blocks.with(at, block));
  const move = (at: number, by: number) => {
    const moved = blocks.toSpliced(at, 1);
    onBlocks(moved.toSpliced(at + by, 0, blocks[at]!));
  };
  return (
    <fieldset className="blocks">
      <legend>What it prints, in this order</legend>
      <ol>
        {blocks.map((block, at) => (
          // A block has no name of its own: its place is what it is.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <div className="block">
              {block.block === "heading" ? (
                <Field label="Heading">
                  <input
                    value={block.text}
                    onChange={({ target }) => put(at, { ...block, text: target.value })}
                  />
                </Field>
              ) : block.block === "text" ? (
                <Text block={block} parts={parts} onBlock={(next) => put(at, next)} />
              ) : (
                <>
                  <p>{names.get(partOf(block)!) ?? partOf(block)}</p>
                  {block.block === "finding" ? (
                    <FigureWords caseName={caseName} block={block} onBlock={(next) => put(at, next)} />
                  ) : undefined}
                </>
              )}
              {lacks(block) === undefined ? undefined : (
                <p className="quiet">
                  {block.block === "heading" ? "A heading" : "A sentence"} that {lacks(block)} is not printed:
                  it cannot be recorded.
                </p>
              )}
            </div>
            <p className="block-acts">
              <button
                type="button"
                disabled={at === 0}
                onClick={() => move(at, -1)}
                aria-label={`Block ${at + 1} up`}
              >
                Up
              </button>
              <button
                type="button"
                disabled={at === blocks.length - 1}
                onClick={() => move(at, 1)}
                aria-label={`Block ${at + 1} down`}
              >
                Down
              </button>
              <button
                type="button"
                onClick={() => onBlocks(blocks.toSpliced(at, 1))}
                aria-label={`Take out block ${at + 1}`}
              >
                Take out
              </button>
            </p>
          </li>
        ))}
      </ol>
      <Add blocks={blocks} parts={parts} onBlocks={onBlocks} />
    </fieldset>
  );
}

function Text({
  block,
  parts,
  onBlock,
}: {
  readonly block: Extract<Block, { block: "text" }>;
  readonly parts: readonly Part[];
  readonly onBlock: (block: Block) => void;
}) {
  return (
    <>
      <LintedText
        label="Sentences; the items below have to support each of them"
        typed={{ text: block.text, place: "text" }}
        onText={(text) => onBlock({ ...block, text })}
      />
      <Several
        label="They rest on"
        empty="add an item"
        chosen={block.cites}
        options={parts.map(({ ref, text }) => ({ value: ref, text }))}
        onChosen={(cites) => onBlock({ ...block, cites })}
      />
    </>
  );
}

function Add({
  blocks,
  parts,
  onBlocks,
}: {
  readonly blocks: readonly Block[];
  readonly parts: readonly Part[];
  readonly onBlocks: SetBlocks;
}) {
  const printed = new Set(blocks.map(partOf));
  const free = parts.filter((part) => blockOf(part) !== undefined && !printed.has(part.ref));
  return (
    <div className="side-by-side">
      <Select
        label="Add what the case holds"
        value=""
        onValue={(ref) => {
          const block = blockOf(free.find((part) => part.ref === ref)!);
          if (block !== undefined) onBlocks([...blocks, block]);
        }}
        empty={free.length === 0 ? "everything is in" : "a judgment, a question, a finding"}
        options={free.map(({ ref, text }) => ({ value: ref, text }))}
      />
      <p className="block-acts">
        <button type="button" onClick={() => onBlocks([...blocks, { block: "heading", text: "" }])}>
          Add a heading
        </button>
        <button type="button" onClick={() => onBlocks([...blocks, { block: "text", text: "", cites: [] }])}>
          Add sentences
        </button>
      </p>
    </div>
  );
}
