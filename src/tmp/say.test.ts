import { it } from "vitest";
import { DETECTORS, parseParameters } from "../signals/index.ts";
import { exampleGiven } from "../../test/support/example-given.ts";
import { contractSource } from "../../test/support/synthetic-source.ts";
it("say", async () => {
  for (const d of DETECTORS) {
    if (d.descriptor.posts || d.descriptor.id.includes(process.env["NOT"] ?? "zzz")) continue;
    const parameters = parseParameters(d.descriptor, d.example.parameters);
    const r = await d.run(contractSource(), parameters, { seed: 1, given: exampleGiven(d.descriptor, d.example, parameters) });
    for (const f of r.findings) { console.log(f.id, f.status, f.title, "\n", f.sentence, "\nMETHOD", f.method, "\nREFUTED", f.refutedBy, "\nCOMP", f.comparison); for (const s of f.statistics) console.log("  ", JSON.stringify(s)); for (const g of f.figures) console.log("  ", JSON.stringify(g)); console.log(JSON.stringify(f.significance)); }
    console.log(JSON.stringify(r.counts));
  }
});
