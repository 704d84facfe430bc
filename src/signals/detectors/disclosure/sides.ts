/**
 * Units of a declared set by side. A unit counts once, however many items it has; one that was not collected does not count. Who
 * says that a unit was collected may be graded: then there is a second reading, of units that were released, or rest on a
 * claim with the least grade or better. Linear in units.
 */
import { PlumblineError } from "../../../errors.ts";
import { moreReadily } from "../../../kernel/index.ts";
import type { DisclosureTable } from "../../../kernel/index.ts";
import { listed, namesOf } from "../../../words.ts";
import { columnAt } from "../../declarations/cells.ts";
import type { DeclaredSet, GivenTable, SetUnit } from "../../given.ts";

export interface Side {
  /** As sentences call it. */
  readonly name: string;
  readonly units: readonly SetUnit[];
}

export interface Sides {
  readonly a: Side;
  readonly b: Side;
  /** Targets of the set that neither side holds, and units that were not collected. */
  readonly otherTargets: number;
  readonly notCollected: number;
  readonly table: DisclosureTable;
}

const same = (x: string, y: string): boolean => x.trim().toLowerCase() === y.trim().toLowerCase();

/**
 * @param first target said to have been released more readily
 * @param second the other, or empty for all others
 * @throws PlumblineError PARAMETER where the set has no such target.
 */
export function sidesOf({ units, title }: DeclaredSet, first: string, second: string): Sides {
  const targets = [...new Set(units.map(({ target }) => target))];
  const find = (name: string): string => {
    const found = targets.find((target) => same(target, name));
    if (found !== undefined) return found;
    throw new PlumblineError("PARAMETER", `The set has no target “${name.slice(0, 60)}”.`, {
      where: title,
      hint: `It has ${namesOf(targets)}.`,
    });
  };
  const a = find(first);
  const others = second === "" ? targets.filter((target) => target !== a) : [find(second)];
  if (others.includes(a))
    throw new PlumblineError("PARAMETER", `“${a.slice(0, 60)}” cannot be compared with itself.`, {
      where: title,
    });
  const collected = units.filter((unit) => unit.collected);
  const side = (of: readonly string[]): readonly SetUnit[] =>
    collected.filter(({ target }) => of.includes(target));
  const [own, other] = [side([a]), side(others)];
  return {
    a: { name: called([a]), units: own },
    b: { name: called(others), units: other },
    otherTargets: targets.length - 1 - others.length,
    notCollected: units.length - collected.length,
    table: tableOf(own, other),
  };
}

const called = (targets: readonly string[]): string =>
  targets.length === 0
    ? "any other target"
    : targets.length > 3
      ? `${targets.length} other targets`
      : listed(targets.map((target) => target.slice(0, 60)));

export function tableOf(a: readonly SetUnit[], b: readonly SetUnit[]): DisclosureTable {
  const released = (units: readonly SetUnit[]): number => units.filter((unit) => unit.released).length;
  return { releasedA: released(a), collectedA: a.length, releasedB: released(b), collectedB: b.length };
}

/** How the units that were kept are known to have been collected. */
export interface Graded {
  readonly least: string;
  /** Kept units whose claim has the least grade or better, a lower one, and none. */
  readonly enough: number;
  readonly lower: number;
  readonly none: number;
  /** The units that count when a kept one has to rest on a claim that is good enough. */
  readonly table: DisclosureTable;
  /** One-sided p-value of that table. */
  readonly p: number;
}

const GRADE = /^([A-F])([1-6])$/i;

/** @throws PlumblineError PARAMETER for a grade of another form, or a table without its columns. */
export function gradedSides({ a, b }: Sides, table: GivenTable, least: string): Graded {
  const floor = GRADE.exec(least.trim());
  if (floor === null)
    throw new PlumblineError(
      "PARAMETER",
      `A grade is a letter and a digit, such as B2; “${least.slice(0, 20)}” is not.`,
    );
  const at = {
    unit: columnAt(table, "unit"),
    target: columnAt(table, "target"),
    grade: columnAt(table, "grade"),
  };
  const grades = new Map<string, string>();
  for (const { cells } of table.rows) {
    const [unit, target, grade] = [at.unit, at.target, at.grade].map((i) => cells[i]?.trim() ?? "");
    if (GRADE.test(grade!)) grades.set(keyOf(unit!, target!), grade!.toUpperCase());
  }
  const good = (grade: string): boolean => {
    const [, letter, digit] = GRADE.exec(grade)!;
    return letter!.toUpperCase() <= floor[1]!.toUpperCase() && digit! <= floor[2]!;
  };
  const gradeOf = ({ unit, target }: SetUnit): string | undefined => grades.get(keyOf(unit, target));
  const kept = [...a.units, ...b.units].filter(({ released }) => !released).map(gradeOf);
  const counts = (units: readonly SetUnit[]): SetUnit[] =>
    units.filter((unit) => {
      const grade = gradeOf(unit);
      return unit.released || (grade !== undefined && good(grade));
    });
  const counted = tableOf(counts(a.units), counts(b.units));
  const enough = kept.filter((grade) => grade !== undefined && good(grade)).length;
  const none = kept.filter((grade) => grade === undefined).length;
  return {
    least: least.trim().toUpperCase(),
    enough,
    lower: kept.length - enough - none,
    none,
    table: counted,
    p: moreReadily(counted),
  };
}

const keyOf = (unit: string, target: string): string =>
  JSON.stringify([unit, target].map((one) => one.toLowerCase()));
