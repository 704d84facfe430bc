import { describe, expect, it } from "vitest";
import { languageOf } from "./language.ts";

describe("the language of a text", () => {
  it.each([
    ["en", "The council said on Monday that the harbour would stay closed until the spring."],
    ["de", "Der Rat teilte am Montag mit, dass der Hafen bis zum Frühjahr geschlossen bleibt."],
    ["en", "“The harbour,” said Alda Courier, “will stay closed.”"],
    [
      "nl",
      "De raad zei maandag dat de haven tot het voorjaar gesloten blijft, en dat er geen ander besluit komt.",
    ],
    ["fr", "Le conseil a déclaré lundi que le port resterait fermé jusqu'au printemps."],
    ["ru", "Совет сообщил в понедельник, что порт останется закрытым до весны."],
  ])("is %s", (code, text) => {
    expect(languageOf(text)).toBe(code);
  });

  it("stays open where nothing tells it", () => {
    expect(languageOf("12 34 --- 56")).toBeNull();
  });
});
