import * as fc from "fast-check";
import { expect, it } from "vitest";
import { components } from "./components.ts";

it("labels what a walk along edges reaches", () => {
  const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 16 });
  fc.assert(
    fc.property(edges, (list) => {
      const { label, count } = components(
        12,
        Int32Array.from(list, ([a]) => a),
        Int32Array.from(list, ([, b]) => b),
      );
      const reach = (from: number): Set<number> => {
        const seen = new Set([from]);
        for (let before = 0; before !== seen.size;) {
          before = seen.size;
          for (const [a, b] of list) {
            if (seen.has(a)) seen.add(b);
            if (seen.has(b)) seen.add(a);
          }
        }
        return seen;
      };
      const labels: number[] = [];
      for (let node = 0; node < 12; node++) {
        const own = reach(node);
        if (own.size === 1) expect(label[node]).toBe(-1);
        else {
          for (const other of own) expect(label[other]).toBe(label[node]);
          if (!labels.includes(label[node]!)) labels.push(label[node]!);
        }
      }
      expect(labels).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
});
