/** A small edition of an invented case, quick to render: page, `edition.json` and records alone. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Case, findActor, parseReader, publish, recordFile } from "../../src/workbench/index.ts";

const STORY = `
plumbline: 1
by: ada
for: KEEPER
marking: CLEAR
records:
  - party: A
    kind: organisation
    name: First Office
    initials: A
  - party: B
    kind: organisation
    name: Second Office
    initials: B
  - artifact: S
    title: A public report
    sha256: not recorded
    held: false
  - artifact: N
    title: Note of the yard keeper
    file: note.txt
    mediaType: text/plain
  - appraisal: R
    aspect: release
    of: N
    value: { what: document, because: own work }
  - claim: C0
    speaker: B
    polarity: denies
    proposition: The yard had the crate.
    quote: '"we never  had the crate", he said'
    from: [{ artifact: N, start: START, end: END }]
    derivedFrom: original
  - question: Q
    text: Who moved the crate?
    hypotheses: [{ id: h1, text: The east yard. }, { id: h2, text: The west yard. }]
    exclusive: true
    exhaustive: true
  - event: E
    title: The crate is missed
    kind: loss
    start: 2031-03-04
    from: [{ artifact: S, page: 2 }]
    derivedFrom: original
  - claim: C1
    speaker: A
    polarity: asserts
    proposition: The crate stood in the east yard at noon.
    from: [{ artifact: S, page: 1 }]
    derivedFrom: original
  - claim: C2
    speaker: B
    polarity: denies
    proposition: The crate stood in the east yard at noon.
    about: [C1]
    derivedFrom: [C1]
  - premise: P
    kind: assumption
    text: Both gates were shut.
    about: [Q]
  - judgment: J
    states: { hypothesis: "Q#h1" }
  - judgment: J2
    states: { hypothesis: "Q#h2" }
    restsOn: [J]
  - wording: W
    judgment: J
    language: en
    text: It is likely that the east yard moved the crate.
  - wording: W2
    judgment: J2
    language: en
    text: It is unlikely that the west yard moved the crate.
  - basis: B1
    judgment: J
    entry: C1
    stands: for
  - basis: B2
    judgment: J
    entry: C2
    stands: against
  - basis: B3
    judgment: J2
    entry: P
    stands: for
  - appraisal: X
    aspect: consistency
    of: C1
    against: "Q#h1"
    value: C
  - appraisal: X2
    aspect: search effort
    of: J2
    value: { found: none found, searched: Both gate logs and the yard book. }
  - position: PA
    for: A
    judgment: J
    organisation: A
    stance: own
    holds: joins
    likelihood: { scale: icd203/1, term: likely }
    confidence: moderate
  - position: PB
    for: B
    judgment: J
    organisation: B
    stance: own
    holds: dissents
    likelihood: { scale: icd203/1, term: unlikely }
    confidence: low
    why: The gate log says otherwise.
  - position: PA2
    for: A
    judgment: J2
    organisation: A
    stance: own
    holds: joins
    likelihood: { scale: icd203/1, term: unlikely }
    confidence: moderate
  - edition: LOW
    title: The crate
    language: en
    ceiling: CLEAR
    authors: [A]
    forms: []
    blocks: [{ block: judgment, judgment: J }, { block: judgment, judgment: J2 }, { block: text, text: One yard was searched., cites: [C1] }]
`;

const QUOTED = "“We never had the crate”, he said";
/** The document that the edition carries; its second paragraph has line ends and spaces that its text has not. */
export const NOTE = `Note of the yard keeper\r\n\r\nOn 4 March he was\r\nasked.   He had slept – well.\n\n\n${QUOTED}.\n`;
const BEFORE = "Note of the yard keeper\n\nOn 4 March he was asked. He had slept – well.\n\n".length;
/** Where the quotation stands in the text of the note. */
export const PLACE = { start: BEFORE, end: BEFORE + QUOTED.length };

/** Publishes it below `root`; the files by name. */
export async function smallEdition(root: string): Promise<{
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}> {
  const opened = await Case.open(join(root, "case"), { create: { by: "ada", organisation: "Desk" } });
  const folder = join(root, "edition");
  try {
    const path = join(root, "story.yaml");
    writeFileSync(join(root, "note.txt"), NOTE);
    writeFileSync(
      path,
      STORY.replace("KEEPER", await opened.keeper())
        .replace("we never", "We never")
        .replace("START", String(PLACE.start))
        .replace("END", String(PLACE.end)),
    );
    await recordFile(opened, path);
    const actor = await findActor(opened, { by: "releaser", for: "A" });
    await publish(opened, { reader: parseReader("CLEAR", ""), out: folder, actor });
  } finally {
    await opened.close();
  }
  return {
    folder,
    files: new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])),
  };
}
