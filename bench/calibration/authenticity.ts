/**
 * Calibration of authenticity, by drawing: `npm run bench -- bench/calibration/authenticity.ts`, under a minute. Messages that are
 * signed here (by mailauth, with keys made here) and that nobody changed, in the forms that storing gives them: how often is one
 * called altered, or anything but verified? Prints a table.
 */
import { expect, it } from "vitest";
import { Random } from "../../src/kernel/random.ts";
import { keyArchive } from "../../src/signals/dkim/archive.ts";
import { verifyMessage } from "../../src/signals/dkim/verify.ts";
import { keyTable } from "../../test/support/key-table.ts";
import { ed25519Key, rsaKey, signMail, zoneOf } from "../../test/support/signed-mail.ts";

const MAILS = 500;
const DOMAIN = "harbour.example";
const keys = [ed25519Key(DOMAIN, "e", 7), rsaKey(DOMAIN, "r")];
const { resolve } = keyArchive(keyTable(zoneOf(keys)));
const FORMS = ["relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed"] as const;
const LINES = [
  "From the harbour nothing new.",
  ">From the town neither.",
  "A line.",
  "",
  "  indented",
  "ends with blanks  ",
  "\ttab",
  "=E4 =20",
];

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function drawn(random: Random, n: number): string {
  const body = Array.from({ length: random.below(12) }, () => LINES[random.below(LINES.length)]!);
  const subject = random.below(2) === 0 ? `Placeholder ${n}` : `Placeholder\r\n of  mail\r\n\t${n}`;
  const head = [
    `From: clerk@${DOMAIN}`,
    `To: mayor@${DOMAIN}`,
    `Subject: ${subject}`,
    "Date: Thu, 01 May 2031 10:00:00 +0000",
  ];
  return [...head, "", ...body, ""].join("\r\n");
}

/** An mbox as most programs write it marks `From `; mboxrd marks what is marked, too. */
const quoted = (text: string, mark: RegExp): string => {
  const at = text.search(/\r?\n\r?\n/);
  return text.slice(0, at) + text.slice(at).replaceAll(mark, ">$&");
};
const STORED: readonly (readonly [name: string, (text: string) => string])[] = [
  ["as it was sent", (text) => text],
  ["line breaks of one character", (text) => text.replaceAll("\r\n", "\n")],
  [
    "mailbox file (mboxrd)",
    (text) => `From x May 1 10:00\n${quoted(text.replaceAll("\r\n", "\n"), /^>*From /gm)}\n`,
  ],
  [
    "mailbox file (mboxo)",
    (text) => `From x May 1 10:00\n${quoted(text.replaceAll("\r\n", "\n"), /^From /gm)}\n`,
  ],
];

it("untouched messages", async () => {
  print("| stored | mails | verified | called altered | after an undo |");
  print("|---|---|---|---|---|");
  for (const [name, store] of STORED) {
    const random = new Random(3);
    let [verified, altered, undone] = [0, 0, 0];
    for (let n = 0; n < MAILS; n++) {
      const sent = await signMail(drawn(random, n), keys[n % 2]!, {
        canonicalization: FORMS[random.below(4)]!,
      });
      const [checked] = verifyMessage(store(sent), resolve);
      if (checked!.reason === "verified") verified++;
      if (/altered/.test(checked!.reason)) altered++;
      if (checked!.undone.length > 0) undone++;
    }
    print(
      `| ${name} | ${MAILS} | ${verified} | ${altered} (${((100 * altered) / MAILS).toFixed(1)} %) | ${undone} |`,
    );
    expect(verified + altered).toBe(MAILS);
  }
});
