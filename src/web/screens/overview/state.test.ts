import { describe, expect, it } from "vitest";
import type { Overview, SectionCounts } from "../../../views/overview.ts";
import { sayState } from "./state.ts";

const NONE: SectionCounts = {
  corpus: 0,
  findings: 0,
  evidence: 0,
  questions: 0,
  judgments: 0,
  release: 0,
  log: 1,
};

function overview(judgments: readonly ("joins" | "dissents")[], more: Partial<Overview> = {}): Overview {
  return {
    judgments: judgments.map((holds, at) => ({
      ref: `jdg_${at}`,
      label: `J${at + 1}`,
      text: "One desk runs them.",
      positions: [
        {
          ref: `pos_${at}`,
          organisation: { ref: "pty_1", name: "First Desk", initials: "FD", kind: "organisation" },
          stance: "own",
          holds,
          likelihood: "not stated",
          confidence: "low",
          at: "2031-01-01T00:00:00.000Z",
        },
      ],
      taken: [],
    })),
    further: 0,
    steps: [],
    ...more,
  };
}

const draft = (blocked: number, published?: string): Partial<Overview> => ({
  edition: {
    ref: "edn_1",
    title: "The harbour",
    ceiling: "CLEAR",
    blockers: [],
    blocked,
    ...(published === undefined ? {} : { published }),
  },
});

describe("where a case stands, in a sentence", () => {
  it("says what is in it before there is a draft: nothing, one, two and many", () => {
    expect(sayState(overview([]), NONE)).toBe("Nothing is in this case yet.");
    expect(sayState(overview([]), { ...NONE, corpus: 1 })).toBe("1 post; no edition is drafted.");
    expect(sayState(overview([]), { ...NONE, corpus: 2, findings: 1, evidence: 1 })).toBe(
      "2 posts and 1 finding; no edition is drafted.",
    );
    expect(
      sayState(overview([]), { ...NONE, corpus: 1200, findings: 2, evidence: 5, questions: 1, judgments: 3 }),
    ).toBe(
      "1,200 posts, 2 findings, 3 claims and events, 1 question and 3 judgments; no edition is drafted.",
    );
  });

  it("counts judgments, dissents and what blocks a draft: none, one, several", () => {
    expect(sayState(overview([], draft(0)), NONE)).toBe(
      "“The harbour” is drafted at TLP:CLEAR: no key judgments. Nothing blocks its release.",
    );
    expect(sayState(overview(["joins"], draft(1)), NONE)).toBe(
      "“The harbour” is drafted at TLP:CLEAR: one key judgment. One thing blocks its release.",
    );
    expect(sayState(overview(["joins", "dissents", "joins"], draft(3)), NONE)).toBe(
      "“The harbour” is drafted at TLP:CLEAR: three key judgments, one of them with a dissent. Three things block its release.",
    );
    expect(sayState(overview(["dissents"], draft(0)), NONE)).toBe(
      "“The harbour” is drafted at TLP:CLEAR: one key judgment, with a dissent. Nothing blocks its release.",
    );
    expect(sayState(overview(["dissents", "dissents"], draft(0)), NONE)).toBe(
      "“The harbour” is drafted at TLP:CLEAR: two key judgments, all of them with a dissent. Nothing blocks its release.",
    );
  });

  it("says when it was published", () => {
    expect(sayState(overview(["joins"], draft(0, "2031-11-04T09:00:00.000Z")), NONE)).toBe(
      "“The harbour” was published at TLP:CLEAR on 4 Nov 2031: one key judgment.",
    );
  });
});
