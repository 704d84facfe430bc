import { describe, expect, it } from "vitest";
import { backlinks, namedIn } from "./note-links.ts";

const CLAIM = "clm_4k7m2p9qxt";
const RUN = "run_00000000a1";

describe("what a note names", () => {
  it("is every record, part and post by its id, also in an address that was pasted", () => {
    const text = `See ${CLAIM}, (${RUN}#f2) and http://127.0.0.1:4000/cases/x/findings/F1?plumb=${RUN}%23f1, ${CLAIM} again; art_4k7m2p9qxt#row-12.`;
    expect(namedIn(text)).toEqual([CLAIM, `${RUN}#f2`, `${RUN}#f1`, "art_4k7m2p9qxt#row-12"]);
    expect(namedIn("no record: clm_short, clm_IIIIIIIIII")).toEqual([]);
  });

  it("leads back from there: from a record also where a part of it is named, and never to the note beside it", () => {
    const notes = [
      { ref: CLAIM, text: `rests on ${RUN}#f1` },
      { ref: RUN, text: `about ${RUN}` },
      { ref: "jdg_4k7m2p9qxt", text: `against ${RUN}` },
    ];
    expect(backlinks(notes, RUN).map(({ ref }) => ref)).toEqual([CLAIM, "jdg_4k7m2p9qxt"]);
    expect(backlinks(notes, `${RUN}#f1`).map(({ ref }) => ref)).toEqual([CLAIM]);
    expect(backlinks(notes, CLAIM)).toEqual([]);
  });
});
