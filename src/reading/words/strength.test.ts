import { describe, expect, it } from "vitest";
import { driftsFrom, tellingOf } from "./strength.ts";

const drift = (retelling: string, ...sources: string[]) =>
  driftsFrom(tellingOf(retelling), sources.map(tellingOf)).map(
    ({ stronger, weaker, source }) => `${stronger.text} over ${weaker.text}, ${sources.indexOf(source.text)}`,
  );

describe("strength drift", () => {
  const REPORT =
    "The president ordered an influence campaign to undermine faith in the vote. His government aspired to help Ardan’s chances when possible.";

  it.each([
    ["The president personally ordered an effort to help Ardan win.", REPORT, "ordered over aspired"],
    [
      "He ordered hackers to help Ardan win",
      "It says that the service sought to help Ardan.",
      "ordered over sought",
    ],
    [
      "Help for Ardan was ordered by the service.",
      "The service wanted to help Ardan.",
      "ordered over wanted",
    ],
    ["The service helped Ardan win.", "The service sought to help Ardan.", "helped over sought"],
    [
      "The report shows that the mayor paid the list.",
      "We assess that the mayor paid for the list.",
      "shows over assess",
    ],
    [
      "The paper says that the mayor paid the list.",
      "It suggests that the mayor paid for the list.",
      "says over suggests",
    ],
  ])("%s", (retelling, source, expected) => {
    expect(drift(retelling, source)).toEqual([`${expected}, 0`]);
  });

  it.each([
    ["The service sought to help Ardan.", "The service ordered help for Ardan."],
    ["The president ordered a campaign.", REPORT],
    ["The minister ordered lunch.", "The minister sought to help Ardan."],
    ["In order to help Ardan, he paid.", "He sought to help Ardan."],
    ["The service never ordered help for Ardan.", "The service sought to help Ardan."],
    ["The paper says that the mayor paid the list.", "We assess that the mayor paid for the list."],
  ])("nothing: %s", (retelling, source) => {
    expect(drift(retelling, source)).toEqual([]);
  });

  it("is none where any source says as much, and names the one that says less", () => {
    const [strong, weak] = ["He ordered help for Ardan.", "He sought to help Ardan."];
    expect(drift("He ordered help for Ardan.", "The mill burnt.", weak)).toEqual(["ordered over sought, 1"]);
    expect(drift("He ordered help for Ardan.", weak, strong)).toEqual([]);
  });

  it("costs little for texts made to be slow", () => {
    const began = performance.now();
    drift("ordered sought shows help ".repeat(4000), "sought to help ".repeat(4000));
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
