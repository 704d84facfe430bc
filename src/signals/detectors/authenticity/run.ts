/** One run of authenticity: a set of mails and an archive of keys in; what became of each mail, and of the set, out. It draws nothing. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { EMPTY_ARCHIVE, keyArchive } from "../../dkim/archive.ts";
import { REASONS, valueOfReason } from "../../dkim/reasons.ts";
import type { Reason } from "../../dkim/reasons.ts";
import { demanded, givenFor } from "../../given.ts";
import type { GivenMails, GivenTable } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import type { DetectorOutput, ResultPlace, ResultTable } from "../../result.ts";
import { resultHead } from "../../shared/head.ts";
import { pause } from "../../shared/pause.ts";
import { absentFrom, keyUseOf, repeatsIn } from "./across.ts";
import { descriptor } from "./descriptor.ts";
import { makeFindings, reasonOf, tallyOf } from "./findings.ts";
import type { Everything } from "./findings.ts";
import { measureMail } from "./measure.ts";
import type { MeasuredMail } from "./measure.ts";

/** Mails between two looks at whether to stop. */
const STEP = 50;
const WORD = 200;

/** @throws PlumblineError PARAMETER where no mails were named or the archive has not its columns; STOPPED. */
export async function run(
  _source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = parseParameters(descriptor, parameters);
  const given = demanded(context, "mails", "mails");
  const table = givenFor(context, "keys", "table");
  const archive = table === undefined ? EMPTY_ARCHIVE : keyArchive(table);
  const tolerance = { clock: Number(settings["clock-hours"]), delivery: Number(settings["delivery-days"]) };
  const mails: MeasuredMail[] = [];
  for (const [done, mail] of given.mails.entries()) {
    if (done % STEP === 0) await pause(context, "checking mails", done, given.mails.length, "mails");
    mails.push(measureMail(mail, archive.resolve, tolerance));
  }
  await pause(context, "comparing mails", mails.length, mails.length, "mails");
  const all: Everything = {
    mails,
    archive,
    absent: absentFrom(mails),
    repeats: repeatsIn(mails),
    keyUse: keyUseOf(mails),
  };
  return {
    findings: makeFindings(all),
    counts: {
      mails: mails.length,
      keys: archive.keys,
      keyRowsRejected: archive.rejected,
      ...Object.fromEntries(
        (Object.keys(REASONS) as Reason[])
          .filter((reason) => tallyOf(mails, reason) > 0)
          .map((reason) => [`reason: ${reason}`, tallyOf(mails, reason)]),
      ),
      absent: all.absent.length,
    },
    output: outputOf(given, table, all),
  };
}

function outputOf(given: GivenMails, table: GivenTable | undefined, all: Everything): DetectorOutput {
  const placeOf = new Map(all.mails.map((mail, i) => [mail, `m${i + 1}`]));
  const files = [...given.mails.map(({ file }) => file), ...(table === undefined ? [] : [table.file])];
  const tables = [
    mailsTable(all, placeOf),
    absentTable(all, placeOf),
    keysTable(all),
    repeatsTable(all, placeOf),
  ];
  return {
    ...resultHead(descriptor, files),
    places: all.mails.map((mail, i): ResultPlace => ({
      id: `m${i + 1}`,
      kind: "member",
      artifact: i,
      member: (mail.id ?? `mail ${i + 1}`).slice(0, WORD),
    })),
    tables,
    findings: {
      f1: { tables: ["mails"] },
      f2: { tables: ["mails"] },
      f3: all.absent.length === 0 ? { tables: ["mails"] } : { tables: ["absent"] },
      f4: { tables: ["mails"] },
      f5: { tables: ["keys", "repeats"] },
    },
  };
}

type PlaceOf = ReadonlyMap<MeasuredMail, string>;

/** The value of the vocabulary and the reason of each mail, with all that a reader needs to hold it against. */
function mailsTable({ mails }: Everything, placeOf: PlaceOf): ResultTable {
  const columns = [
    "Message-ID",
    "date",
    "from",
    "value",
    "reason",
    "why",
    "signed by",
    "selector",
    "key row",
    "signed fields",
    "not signed",
    "undone",
    "notes",
    "at odds",
    "other signatures",
  ];
  return {
    id: "mails",
    title: "Each mail of the set",
    columns: columns.map((name) => ({ name })),
    rows: mails.map((mail) => {
      const [best, ...others] = mail.checked;
      const { why, domain, selector, keyRow, signed, unsigned, undone, notes } = best!;
      return {
        cells: [
          mail.id ?? null,
          mail.sent === undefined ? null : new Date(mail.sent).toISOString(),
          mail.from ?? null,
          valueOfReason(reasonOf(mail)),
          reasonOf(mail),
          why,
          domain,
          selector,
          keyRow,
          signed.join(", "),
          unsigned.join(", "),
          undone.join("; "),
          notes.join("; "),
          mail.oddities.join(", "),
          others.map(({ domain: of, reason }) => `${of ?? "no domain"}: ${reason}`).join("; "),
        ],
        place: placeOf.get(mail)!,
      };
    }),
  };
}

function absentTable({ absent }: Everything, placeOf: PlaceOf): ResultTable {
  return {
    id: "absent",
    title: "Messages that are referred to and are not in the set",
    columns: [{ name: "Message-ID" }, { name: "mails that refer to it" }, { name: "in a signed field" }],
    rows: absent.map(({ id, namedBy, signed }) => ({
      cells: [id, namedBy.length, signed],
      place: placeOf.get(namedBy[0]!)!,
    })),
  };
}

function keysTable({ keyUse }: Everything): ResultTable {
  return {
    id: "keys",
    title: "Signatures by domain, selector and month",
    columns: ["domain", "selector", "month", "mails", "holds", "different keys"].map((name) => ({ name })),
    rows: keyUse.months.map(({ domain, selector, month, mails, holds, keys }) => ({
      cells: [domain, selector, month, mails, holds, keys],
    })),
  };
}

function repeatsTable({ repeats }: Everything, placeOf: PlaceOf): ResultTable {
  const rowsOf = (kind: string, groups: readonly (readonly MeasuredMail[])[]) =>
    groups.flatMap((group, i) =>
      group.map((mail) => ({ cells: [kind, i + 1, mail.id ?? null], place: placeOf.get(mail)! })),
    );
  return {
    id: "repeats",
    title: "Mails with one Message-ID, one body, or nearly one text",
    columns: [{ name: "same" }, { name: "group" }, { name: "Message-ID" }],
    rows: [
      ...rowsOf("Message-ID", repeats.sameId),
      ...rowsOf("body", repeats.sameBody),
      ...rowsOf("text, nearly", repeats.nearText),
    ],
  };
}
