/**
 * An edition as a STIX 2.1 bundle: one report over everything. Imported objects go out as they came, property by
 * property; what the edition says itself is made here. Pure, and linear in the size of the view.
 */
import { canonicalJson } from "../../model/canonical.ts";
import type { EditionView } from "../../views/edition.ts";
import { visible } from "../text.ts";
import { StixContext } from "./context.ts";
import {
  claimObject,
  eventObject,
  findingObject,
  premiseObject,
  questionObject,
  standForClaim,
} from "./evidence.ts";
import { extensionObjects } from "./extension.ts";
import { judgmentObjects } from "./judgments.ts";
import { NAMESPACE, uuid5 } from "./objects.ts";
import type { StixObject } from "./objects.ts";
import { partyObjects, sourceObject } from "./parties.ts";
import { techniqueObjects } from "./techniques.ts";

export interface StixBundle {
  readonly type: "bundle";
  readonly id: string;
  readonly objects: readonly StixObject[];
}

/** Types that a report does not list: they are about the bundle and not about the subject. */
const NOT_LISTED: ReadonlySet<string> = new Set(["marking-definition", "extension-definition", "bundle"]);

/**
 * The bundle of a view.
 * @param software name and version of the program
 */
export function stixBundle(view: EditionView, software: string): StixBundle {
  const context = new StixContext(view);
  const imported = importedObjects(context);
  const ids = new Set(imported.map(({ id }) => id));
  context.stand(view.ref, context.newId("report", view.ref));
  const parties = partyObjects(context, ids);
  const sources = view.sources.map((source) => sourceObject(context, source));
  // Notes name each other, so all have their identifiers before the first is written.
  for (const { ref } of [
    ...view.events,
    ...view.findings,
    ...view.premises,
    ...view.questions,
    ...view.judgments,
  ])
    context.stand(ref, context.newId("note", ref));
  const claims = view.claims.filter((claim) => standForClaim(context, claim, ids));
  const made = [
    ...parties,
    ...sources,
    ...claims.map((claim) => claimObject(context, claim, ids)),
    ...view.events.map((event) => eventObject(context, event)),
    ...view.findings.map((finding) => findingObject(context, finding)),
    ...view.premises.map((premise) => premiseObject(context, premise)),
    ...view.questions.map((question) => questionObject(context, question)),
    ...view.judgments.flatMap((judgment) => judgmentObjects(context, judgment)),
    ...techniqueObjects(context, imported),
  ];
  const own = once(made, ids);
  const report = reportObject(context, [...own, ...imported], software);
  const frame = once([...context.definitions(), ...extensionObjects()], ids);
  return {
    type: "bundle",
    id: `bundle--${uuid5(NAMESPACE, `${view.viewRoot}/bundle`)}`,
    objects: [...frame, report, ...own, ...imported],
  };
}

/** What standing Claims carry, each version of an object once. */
function importedObjects(context: StixContext): StixObject[] {
  const found = new Map<string, StixObject>();
  for (const { ref } of context.view.claims) {
    const object = context.records.carried(ref);
    if (object !== undefined) found.set(canonicalJson(object), object);
  }
  return [...found.values()];
}

/** Each identifier once, and none that an imported object has. */
function once(objects: readonly StixObject[], taken: ReadonlySet<string>): StixObject[] {
  const seen = new Set(taken);
  return objects.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function reportObject(context: StixContext, objects: readonly StixObject[], software: string): StixObject {
  const { view } = context;
  const listed = objects.filter(({ type }) => !NOT_LISTED.has(type)).map(({ id }) => id);
  const description = [view.subtitle, view.notice].filter((text) => text !== undefined).map(visible);
  return context.object({
    type: "report",
    ref: view.ref,
    properties: {
      name: visible(view.title),
      description: description.length === 0 ? undefined : description.join("\n"),
      report_types: ["threat-report"],
      published: view.asOf,
      lang: view.language,
      object_refs: [...new Set(listed)],
    },
    extension: {
      kind: "edition",
      record: view.ref,
      ceiling: view.ceiling.tlp,
      view_root: view.viewRoot,
      software,
      scales: view.scales.map(({ id, title, terms }) => ({
        scale: id,
        title,
        terms: terms.map(({ term, band }) => ({ term, lower: band[0], upper: band[1] })),
      })),
    },
  });
}
