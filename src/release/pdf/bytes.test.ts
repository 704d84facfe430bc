// A file of its own: its first rendering is the first that the compiler does.
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { HOSTILE } from "../../../test/support/hostile.ts";
import { sampleView } from "../../../test/support/sample-view.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { pdf } from "../formats/pdf.ts";

const digest = async (view: EditionView) =>
  createHash("sha256")
    .update(await pdf.render(buildDocument(view), view))
    .digest("hex");

it("gives an edition the same bytes whatever was rendered before it, with more fonts included", async () => {
  const first = await digest(sampleView());
  expect(await digest(sampleView({ text: (text) => text + HOSTILE }))).not.toBe(first);
  expect(await digest(sampleView())).toBe(first);
});
