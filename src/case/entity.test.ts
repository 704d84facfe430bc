import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { Reader } from "../model/marking.ts";
import { CaseFold } from "./fold.ts";
import { entityNames, partiesCalled, recordedOf } from "./entity.ts";

const CLEAR: Reader = { ceiling: "CLEAR", groups: [] };
const RED: Reader = { ceiling: "RED", groups: [] };

async function channelCase() {
  const builder = await CaseBuilder.make();
  const channel = await builder.add("Party", {
    kind: "channel",
    name: "River News",
    identifiers: [
      { scheme: "telegram", value: "@rivernews" },
      { scheme: "domain", value: "river.example" },
    ],
  });
  const desk = await builder.add("Party", { kind: "organisation", name: "Harbour Desk" });
  return { builder, channel, desk };
}

const viewOf = async (builder: CaseBuilder, id: string, reader = RED) => {
  const fold = new CaseFold(await builder.entries(), reader);
  return recordedOf(fold, fold.find("Party", fold.latest(id))!);
};

describe("what a case records of a party", () => {
  it("is what it says and what is said of it, its positions and the events that name it, as they stand", async () => {
    const { builder, channel, desk } = await channelCase();
    const says = { polarity: "asserts", proposition: "The bridge is closed." } as const;
    const own = await builder.add("Claim", { ...says, speaker: channel.id });
    const about = await builder.add("Claim", { ...says, speaker: desk.id, about: [channel.id] });
    const ofItself = await builder.add("Claim", { ...says, speaker: channel.id, about: [channel.id] });
    await builder.add("Claim", { ...says, speaker: desk.id });
    const late = await builder.add("Event", {
      title: "Set B",
      kind: "release",
      start: "2031-03-02",
      parties: [channel.id],
    });
    const early = await builder.add("Event", {
      title: "Set A",
      kind: "release",
      start: "2031-03-01",
      parties: [channel.id, desk.id],
    });
    await builder.add("Event", { title: "A vote", kind: "vote", start: "2031-03-01", parties: [desk.id] });
    const released = await builder.add("Appraisal", {
      aspect: "release",
      of: channel.id,
      value: { what: "name", because: "declared outlet" },
    });
    const view = await viewOf(builder, channel.id);
    expect(view.claimsBy.map(({ ref }) => ref)).toEqual([own.id, ofItself.id]);
    expect(view.claimsAbout.map(({ ref }) => ref)).toEqual([about.id]);
    expect(view.events.map(({ ref }) => ref)).toEqual([early.id, late.id]);
    expect(view.released).toMatchObject([{ ref: released.id, because: "declared outlet" }]);

    // A correction of the Party keeps what was said; a withdrawn claim goes.
    const again = await builder.add(
      "Party",
      { ...channel.body, name: "River News Network" },
      { supersedes: channel.id },
    );
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Misread.",
      about: [about.id],
    });
    const later = await viewOf(builder, channel.id);
    expect(later.party).toMatchObject({ ref: again.id, name: "River News Network" });
    expect(later.claimsBy.map(({ ref }) => ref)).toEqual([own.id, ofItself.id]);
    expect(later.claimsAbout).toEqual([]);
  });

  it("has the positions that it took and that others report of it, each with what the judgment states", async () => {
    const { builder, channel, desk } = await channelCase();
    const question = await builder.add("Question", {
      text: "Who runs it?",
      exclusive: true,
      exhaustive: false,
      hypotheses: [{ id: "h1", text: "The desk runs it." }],
    });
    const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
    const held = {
      judgment: judgment.id,
      holds: "abstains",
      likelihood: "not stated",
      confidence: "not stated",
    } as const;
    const position = await builder.add(
      "Position",
      { ...held, organisation: desk.id, stance: "own" },
      { for: desk.id },
    );
    expect((await viewOf(builder, desk.id)).positions).toMatchObject([
      {
        label: "J1",
        judgment: { ref: judgment.id, text: "The desk runs it." },
        position: { ref: position.id, holds: "abstains" },
      },
    ]);
    expect((await viewOf(builder, channel.id)).positions).toEqual([]);
  });

  it("does not depend on what the reader may not see", async () => {
    const { builder, channel, desk } = await channelCase();
    const before = JSON.stringify(await viewOf(builder, channel.id, CLEAR));
    const hidden = { marking: "RED" } as const;
    const claim = await builder.add(
      "Claim",
      { speaker: channel.id, polarity: "asserts", proposition: "Hidden." },
      hidden,
    );
    await builder.add(
      "Claim",
      { speaker: desk.id, polarity: "asserts", proposition: "Hidden.", about: [channel.id] },
      hidden,
    );
    await builder.add(
      "Event",
      { title: "Hidden", kind: "release", start: "2031-01-01", parties: [channel.id] },
      hidden,
    );
    await builder.add("Party", { kind: "account", name: "rivernews" }, hidden);
    expect(JSON.stringify(await viewOf(builder, channel.id, CLEAR))).toBe(before);
    expect((await viewOf(builder, channel.id)).claimsBy.map(({ ref }) => ref)).toEqual([claim.id]);
    const called = async (reader: Reader) =>
      partiesCalled(new CaseFold(await builder.entries(), reader), "accounts", "rivernews").length;
    expect([await called(CLEAR), await called(RED)]).toEqual([1, 2]);
  });
});

describe("the names that a party posts under", () => {
  it("are those that somebody recorded as its own: a person's name is no account", async () => {
    const { builder, channel, desk } = await channelCase();
    expect(entityNames(channel)).toEqual({
      accounts: ["River News", "@rivernews", "rivernews"],
      domains: ["river.example"],
    });
    expect(entityNames(desk)).toEqual({ accounts: [], domains: [] });
    const person = await builder.add("Party", { kind: "person", name: "heron" });
    expect(entityNames(person).accounts).toEqual([]);
    const domain = await builder.add("Party", { kind: "domain", name: "heron.example" });
    expect(entityNames(domain)).toEqual({ accounts: [], domains: ["heron.example"] });
  });
});
