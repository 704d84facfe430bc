/** How a group met, as lines for who reads a finding on a terminal: what its figures draw elsewhere, in numbers. */
import type { Finding } from "../model/finding.ts";
import { count, counted, duration, sayPower } from "../words.ts";

type Figure = Finding["figures"][number];

/** Lines of the figures that say how a group met; none for other figures. */
export function howTheyMet({ figures }: Pick<Finding, "figures">): string[] {
  return figures.flatMap(linesOf);
}

function linesOf(figure: Figure): string[] {
  switch (figure.kind) {
    case "offsets": {
      const { counts, beyond, within, window, floor } = figure;
      const total = counts.reduce((sum, n) => sum + n, 0) + beyond;
      const rest =
        floor === "not computed" ? "" : `; ${count(Math.round(floor))} if that were as full as the rest`;
      return [
        `${count(within)} of ${counted(total, "common share")} within ${duration(window * 1000)}${rest}`,
      ];
    }
    case "strip": {
      const { members, outsiders, omitted } = figure;
      const met = members.reduce((sum, row) => sum + row.met.length, 0);
      const others = outsiders.length + omitted.outsiders;
      return [
        `${counted(met, "share")} on occasions; ${counted(others, "other account")} shared the same at any time`,
      ];
    }
    case "occasions": {
      const [first] = figure.list;
      const last = figure.list.at(-1);
      if (first === undefined || last === undefined) return [];
      return [`${counted(figure.list.length + figure.omitted, "occasion")}, ${first.at} to ${last.at}`];
    }
    case "power":
      return figure.rows.map(sayPower);
    default:
      return [];
  }
}
