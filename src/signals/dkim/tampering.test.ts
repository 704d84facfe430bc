/**
 * A thousand copies that a seeded generator changed, of messages that are signed here: each is caught, or what was changed is
 * said not to be signed, or changed nothing that a signature covers. `mailauth` is asked about every one.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { keyTable } from "../../../test/support/key-table.ts";
import { ed25519Key, rsaKey, secondOpinion, signMail, zoneOf } from "../../../test/support/signed-mail.ts";
import { Random } from "../../kernel/random.ts";
import { keyArchive } from "./archive.ts";
import { verifyMessage } from "./verify.ts";

const DOMAIN = "harbour.example";
const COPIES = 1000;
const FIELDS = "from:to:subject:date:message-id:mime-version:content-type";

const mail = (i: number): string =>
  [
    `From: Clerk ${i} <clerk@${DOMAIN}>`,
    `To: mayor@${DOMAIN}`,
    `Subject: Minutes of   meeting ${i}`,
    `Date: Thu, 01 May 2031 1${i}:00:00 +0000`,
    `Message-ID: <m${i}@${DOMAIN}>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Placeholder line ${i} one.`,
    "",
    "A line with  two blanks \t and a tab.",
    "From the harbour nothing new.",
    "Last line.",
    "",
  ].join("\r\n");

const keys = [ed25519Key(DOMAIN, "e", 7), rsaKey(DOMAIN, "r")];
const zone = zoneOf(keys);
const { resolve } = keyArchive(keyTable(zone));
const signed: string[] = [];

beforeAll(async () => {
  for (const [i, form] of (
    ["relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed"] as const
  ).entries())
    for (const key of keys)
      signed.push(await signMail(mail(i), key, { canonicalization: form, headers: FIELDS }));
});

const bodyAt = (text: string): number => text.indexOf("\r\n\r\n") + 4;
const replaced = (text: string, at: number, old: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + old);
const another = (random: Random, not: string): string => {
  const letter = String.fromCodePoint(33 + random.below(94));
  return letter === not ? another(random, not) : letter;
};

/** Each change, and what it may come to beside being caught. */
const CHANGES: readonly {
  readonly name: string;
  readonly may?: "unsigned field" | "nothing that is signed";
  readonly make: (text: string, random: Random) => string;
}[] = [
  {
    name: "a byte of the body",
    make: (text, random) => {
      const at = bodyAt(text) + random.below(text.length - bodyAt(text) - 2);
      return replaced(text, at, 1, another(random, text[at]!));
    },
  },
  {
    name: "a letter more in the body",
    make: (text, random) => replaced(text, bodyAt(text) + random.below(20), 0, another(random, "")),
  },
  {
    name: "a letter less in the body",
    make: (text, random) => replaced(text, bodyAt(text) + random.below(16), 1, ""),
  },
  { name: "text after the end", make: (text, random) => `${text}${another(random, "")}\r\n` },
  { name: "a line less", make: (text) => text.replace("Last line.\r\n", "") },
  {
    name: "a signed field",
    make: (text, random) => {
      const name = ["From", "To", "Subject", "Date", "Message-ID"][random.below(5)]!;
      const at = text.indexOf(`\r\n${name}: `) + name.length + 4 + random.below(8);
      return replaced(text, at, 1, another(random, text[at]!));
    },
  },
  {
    name: "a signed field less",
    make: (text, random) =>
      text.replace(new RegExp(`\\r\\n${["From", "To", "Subject", "Date"][random.below(4)]}: [^\\r]*`), ""),
  },
  {
    name: "a second field of a name",
    make: (text, random) =>
      `${["From", "Subject", "Date", "To"][random.below(4)]}: somebody@other.example\r\n${text}`,
  },
  {
    name: "a field that is not signed",
    may: "unsigned field",
    make: (text) => `Reply-To: x@other.example\r\n${text}`,
  },
  {
    name: "the signature's own value",
    make: (text, random) => {
      const at = text.indexOf(" b=") + 3 + random.below(20);
      return replaced(text, at, 1, text[at] === "A" ? "B" : "A");
    },
  },
  {
    name: "the hash of the body",
    make: (text) => text.replace(/bh=(.)/, (_, one) => (one === "A" ? "bh=B" : "bh=A")),
  },
  { name: "the domain", make: (text) => text.replace(`d=${DOMAIN}`, "d=other.example") },
  { name: "the list of signed fields", make: (text) => text.replace(/h=([\w-]+):/i, "h=") },
  { name: "the time of signing", make: (text) => text.replace(/ t=\d/, " t=2") },
  {
    name: "white space at the ends of lines",
    may: "nothing that is signed",
    make: (text) => replaced(text, text.indexOf("\r\nLast line."), 0, "  "),
  },
  {
    name: "empty lines at the end",
    may: "nothing that is signed",
    make: (text, random) => text + "\r\n".repeat(1 + random.below(4)),
  },
  {
    name: "lines swapped",
    make: (text) => text.replace(/(Last line\.)/, "$1 Last").replace("From the", "from the"),
  },
];

describe("1,000 changed copies", () => {
  it("finds the messages that nobody changed as they are", async () => {
    for (const text of signed) {
      expect(verifyMessage(text, resolve)[0]).toMatchObject({ reason: "verified", undone: [] });
      expect(await secondOpinion(text, zone)).toEqual(["pass"]);
    }
  });

  it("catches or explains every one, and agrees with mailauth on all", async () => {
    const random = new Random(17);
    const tally: Record<string, number> = {};
    for (let i = 0; i < COPIES; i++) {
      const change = CHANGES[i % CHANGES.length]!;
      const before = signed[random.below(signed.length)]!;
      const copy = change.make(before, random);
      expect(copy, change.name).not.toBe(before);
      const [checked] = verifyMessage(copy, resolve);
      const said = `${i} ${change.name}: ${checked!.reason} ${checked!.why}`;
      if (checked!.reason === "verified") {
        expect(change.may, said).toBeDefined();
        if (change.may === "unsigned field") expect(checked!.unsigned, said).toContain("reply-to");
        else expect(squeezed(copy), said).toBe(squeezed(before));
      }
      const [opinion] = await secondOpinion(copy, zone);
      // A copy that the stored form of which fails may hold once an mbox's mark is undone: nothing here has one.
      expect(checked!.holds, said).toBe(opinion === "pass");
      tally[checked!.reason] = (tally[checked!.reason] ?? 0) + 1;
    }
    expect(Object.values(tally).reduce((sum, n) => sum + n, 0)).toBe(COPIES);
    // Every way of being caught is met.
    for (const reason of ["body altered", "headers altered", "fields added", "key not archived", "verified"])
      expect(tally[reason], reason).toBeGreaterThan(0);
  });
});

/** What a reader reads of a body: without white space. */
const squeezed = (text: string): string => text.slice(bodyAt(text)).replaceAll(/\s+/g, "");
