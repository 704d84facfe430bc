/**
 * Every message of six suites of test mails: what RFC 6376, with RFC 8301 and 8463, makes of it, and why. The names of the files do
 * not decide: what `g=` of older keys forbade is no fault under the RFC, and what a draft signed is no signature under it.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { secondOpinion } from "../../../test/support/signed-mail.ts";
import { keyTable } from "../../../test/support/key-table.ts";
import { keyArchive } from "./archive.ts";
import { valueOfReason } from "./reasons.ts";
import type { Reason } from "./reasons.ts";
import { verifyMessage } from "./verify.ts";

type Row = readonly [file: string, reason: Reason, why: string];

/** Reason, why the RFC has it so, and the files by folder. Every other message has no signature of any kind. */
const GROUPS: readonly (readonly [
  reason: Reason,
  why: string,
  files: Readonly<Record<string, readonly string[]>>,
])[] = [
  [
    "format not checked",
    "no v=, as drafts had none: the standard asks for v=1",
    {
      "fastmail+mail-dkim/t/corpus": [
        "bad_1.txt",
        "bad_ietf01_1.txt",
        "bad_ietf01_2.txt",
        "bad_ietf01_3.txt",
        "good_ietf00_1.txt",
        "good_ietf00_2.txt",
        "good_ietf00_3.txt",
        "good_ietf00_4.txt",
        "good_ietf00_5.txt",
        "good_ietf01_1.txt",
        "good_ietf01_2.txt",
        "mine_ietf01_1.txt",
        "mine_ietf01_2.txt",
        "mine_ietf01_3.txt",
        "mine_ietf01_4.txt",
        "multiple_1.txt",
      ],
      "lieser+dkim_verifier/test/data": ["rfc6376-A.2-ill_formed-missing_v.eml"],
    },
  ],
  [
    "body altered",
    "the body is not the one of bh=",
    {
      "fastmail+mail-dkim/t/corpus": ["bad_1878954.txt", "badkey3_ed25519.txt"],
      "lieser+dkim_verifier/test/data": ["rfc6376-A.2-body_modified.eml"],
    },
  ],
  [
    "format not checked",
    "DomainKeys (RFC 4870), and no DKIM-Signature",
    {
      "fastmail+mail-dkim/t/corpus": [
        "bad_dk_1.txt",
        "bad_dk_2.txt",
        "bad_dk_3.txt",
        "bad_dk_4.txt",
        "bad_dk_5.txt",
        "dk_headers_1.txt",
        "dk_headers_2.txt",
        "dk_multiple_1.txt",
        "good_dk_1.txt",
        "good_dk_2.txt",
        "good_dk_3.txt",
        "good_dk_4.txt",
        "good_dk_5.txt",
        "good_dk_6.txt",
        "good_dk_7.txt",
        "good_dk_gmail.txt",
        "good_dk_yahoo.txt",
      ],
      "mikel+mail/spec/fixtures/emails/attachment_emails": [
        "attachment_pdf.eml",
        "attachment_pdf_lf.eml",
        "attachment_pdf_non_ascii.eml",
        "attachment_pdf_non_ascii_lf.eml",
      ],
      "mikel+mail/spec/fixtures/emails/mime_emails": ["raw_email2.eml"],
    },
  ],
  [
    "key unsuited",
    "its p= has 44 bytes, where 32 are due",
    { "fastmail+mail-dkim/t/corpus": ["badkey1_ed25519.txt"] },
  ],
  [
    "headers altered",
    "the body is that of bh=, the signature is of other fields",
    {
      "fastmail+mail-dkim/t/corpus": ["badkey2_ed25519.txt"],
      "lieser+dkim_verifier/test/data": ["rfc6376-A.2-header_subject_modified.eml"],
    },
  ],
  [
    "key not archived",
    "the records at hand do not have its key",
    {
      "fastmail+mail-dkim/t/corpus": [
        "badkey4_ed25519.txt",
        "badkey5_ed25519.txt",
        "badkey_14.txt",
        "badkey_15.txt",
      ],
      "lieser+dkim_verifier/test/data/dkim": [
        "flags_s-auid_and_sdid_match.eml",
        "flags_s-auid_is_subdomain_of_sdid.eml",
      ],
      "lieser+dkim_verifier/test/data/original": [
        "Fastmail from Amazon - Verify your new Amazon account.eml",
        "Fastmail from CNN - Thanks for subscribing to 5 Things.eml",
        "Fastmail from CNN - Welcome to CNN Breaking News.eml",
        "Fastmail from Fastmail - How to keep your email private.eml",
        "Fastmail from Fastmail - Welcome! Get set up in 3 steps..eml",
      ],
      "mikel+mail/spec/fixtures/emails/error_emails": ["empty_group_lists.eml", "empty_in_reply_to.eml"],
      "postalsys+mailauth/test/fixtures": [
        "arc-fail.eml",
        "arc-fail2.eml",
        "arc-fail3.eml",
        "arc-pass.eml",
        "arc-pass2.eml",
        "authtest.eml",
        "bimi.eml",
        "message2.eml",
        "message3.eml",
        "message4.eml",
        "zbimi.eml",
        "zproov.eml",
      ],
      "stalwartlabs+mail-auth/resources/arf": ["004.eml"],
      "stalwartlabs+mail-auth/resources/dkim2/expected": [
        "interop_brong_chain_hop2.eml",
        "interop_brong_chain_hop3.eml",
        "interop_brong_chain_hop4.eml",
        "interop_brong_chain_hop5.eml",
        "interop_brong_chain_hop6.eml",
      ],
      "stalwartlabs+mail-auth/resources/dmarc-feedback": [
        "100.eml",
        "101.eml",
        "102.eml",
        "103.eml",
        "104.eml",
      ],
    },
  ],
  [
    "format not checked",
    "v=0.5 or v=5, and not 1",
    {
      "fastmail+mail-dkim/t/corpus": [
        "badkey_1.txt",
        "badkey_2.txt",
        "badkey_3.txt",
        "badkey_4.txt",
        "badkey_5.txt",
        "badkey_6.txt",
        "badkey_7.txt",
        "ignore_1.txt",
        "ignore_2.txt",
        "ignore_3.txt",
        "ignore_4.txt",
        "mine_ietf05_1.txt",
        "no_body_1.txt",
        "no_body_2.txt",
        "no_body_3.txt",
      ],
    },
  ],
  [
    "key unsuited",
    "it is for its own domain alone, and i= names one below",
    { "fastmail+mail-dkim/t/corpus": ["badkey_10.txt"] },
  ],
  ["key unsuited", "it is not for this kind of hash", { "fastmail+mail-dkim/t/corpus": ["badkey_11.txt"] }],
  [
    "key too short",
    "it holds, with rsa-sha1 and a key of 512 or 768 bits (RFC 8301)",
    {
      "fastmail+mail-dkim/t/corpus": [
        "badkey_12.txt",
        "badkey_13.txt",
        "badkey_8.txt",
        "badkey_9.txt",
        "good_1878523.txt",
        "good_qp_1.txt",
        "good_qp_2.txt",
        "good_qp_3.txt",
        "good_rfc4871_3.txt",
        "good_rfc4871_4.txt",
        "goodkey_1.txt",
        "goodkey_2.txt",
        "goodkey_3.txt",
        "goodkey_4.txt",
      ],
    },
  ],
  [
    "weak algorithm",
    "it holds, with rsa-sha1 (RFC 8301)",
    { "fastmail+mail-dkim/t/corpus": ["good_83176.txt", "ignore_7.txt", "multiple_2.txt"] },
  ],
  [
    "verified",
    "it holds, with the key of the records",
    {
      "fastmail+mail-dkim/t/corpus": ["goodkey_ed25519.txt"],
      "lieser+dkim_verifier/test/data/arh": [
        "rfc6376-A.2-arh-failed-no_reason.eml",
        "rfc6376-A.2-arh-failed.eml",
        "rfc6376-A.2-arh-valid-a_tag.eml",
        "rfc6376-A.2-arh-valid-a_tag_sha1.eml",
        "rfc6376-A.2-arh-valid-auid.eml",
        "rfc6376-A.2-arh-valid-no_sdid_or_auid.eml",
        "rfc6376-A.2-arh-valid-sdid_and_auid.eml",
        "rfc6376-A.2-arh-valid.eml",
        "rfc6376-A.2-arh-valid_relaxed.eml",
      ],
      "lieser+dkim_verifier/test/data/bimi": ["rfc6376-A.2-with_bimi.eml"],
      "lieser+dkim_verifier/test/data/dkim": [
        "alignment-from_not_in_auid.eml",
        "alignment-signed_by_parent_domain.eml",
        "header_with_non_ascii_char.eml",
        "time-received_after_creation.eml",
        "time-received_briefly_before_creation.eml",
        "time-received_long_before_creation.eml",
        "unsigned_header-content-type.eml",
        "unsigned_header-reply_to-in_domain.eml",
        "unsigned_header-reply_to-invalid.eml",
        "unsigned_header-reply_to-not_in_domain.eml",
      ],
      "lieser+dkim_verifier/test/data": [
        "rfc6376-A.2-ill_formed-list_id.eml",
        "rfc6376-A.2.eml",
        "rfc8463-A.3.eml",
      ],
      "stalwartlabs+mail-auth/resources/arc": ["002.txt"],
      "stalwartlabs+mail-auth/resources/dkim": ["001.txt", "002.txt", "004.txt", "005.txt", "006.txt"],
    },
  ],
  [
    "format not checked",
    "it names no way to the key that the standard has",
    { "fastmail+mail-dkim/t/corpus": ["ignore_5.txt", "ignore_6.txt"] },
  ],
  [
    "signature malformed",
    "the domain of i= is not that of d=, nor below it",
    { "fastmail+mail-dkim/t/corpus": ["ignore_8.txt"] },
  ],
  [
    "fields added",
    "it holds; a field that may stand once stands again above, unsigned",
    {
      "lieser+dkim_verifier/test/data/dkim": [
        "added_header-date.eml",
        "added_header-from.eml",
        "added_header-subject.eml",
        "added_header-to.eml",
      ],
    },
  ],
  [
    "signed by another domain",
    "it holds; From is of a domain that is not d=, nor below it",
    {
      "lieser+dkim_verifier/test/data/dkim": ["alignment-from_not_in_sdid.eml"],
      "stalwartlabs+mail-auth/resources/arc": ["001.txt"],
      "stalwartlabs+mail-auth/resources/dkim": ["003.txt"],
    },
  ],
  [
    "key unsuited",
    "it is of another kind than the signature says",
    { "lieser+dkim_verifier/test/data": ["rfc8463-A.3-key_algo_mismatch.eml"] },
  ],
];
const TABLE: readonly Row[] = GROUPS.flatMap(([reason, why, folders]) =>
  Object.entries(folders).flatMap(([folder, names]) =>
    names.map((name): Row => [`${folder}/${name}`, reason, why]),
  ),
);

/** Where mailauth says otherwise, and why the RFC does not. */
const LENIENT: readonly (readonly [file: string, why: string])[] = [
  ["badkey_10.txt", "t=s of the key forbids a domain below d= in i= (3.6.1)"],
  ["badkey_11.txt", "h= of the key does not have sha256 (3.6.1)"],
  ["good_ietf01_1.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["good_ietf01_2.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["ignore_5.txt", "q= names no way that the standard has (3.5)"],
  ["ignore_6.txt", "q= names no way that the standard has (3.5)"],
  ["ignore_7.txt", "x= ends a delivery, and no proof: it is told (3.5)"],
  ["ignore_8.txt", "i= is not below d= (6.1.1)"],
  ["mine_ietf01_1.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["mine_ietf01_2.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["mine_ietf01_3.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["mine_ietf01_4.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["mine_ietf05_1.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["multiple_1.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["no_body_2.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["no_body_3.txt", "no v=1: a signature of a draft (6.1.1)"],
  ["002.txt", "an RSAPublicKey in p=, as the RFC has it and mailauth does not read (3.6.1)"],
  ["005.txt", "x= ends a delivery, and no proof: it is told (3.5)"],
];

/** In these suites a file begins with the records of its domains, then an empty line, then the message. */
const WITH_RECORDS = /resources\/(?:dkim|arc)\/\d+\.txt$/;
/** Files that are no messages: records, keys, lists of cases, licences. */
const NO_MESSAGE = /\.(?:ya?ml|json|key|pem|dat|CHANGES|LICENSE)$|LICENSE|README|\/test5\.txt$/i;

/** Examples of RFC 6376 (A.2) and RFC 8463 (A.3), whose records stand in the RFCs. */
const OF_RFCS: readonly (readonly [string, string])[] = [
  [
    "brisbane._domainkey.example.com",
    "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB",
  ],
  [
    "brisbane._domainkey.football.example.com",
    "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  ],
  [
    "test._domainkey.football.example.com",
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
  ],
];

describeWithData("on the messages of six suites", ["email_fixtures"], (root) => {
  const records = new Map(OF_RFCS);
  for (const line of readFileSync(join(root, "fastmail+mail-dkim/t/FAKE_DNS.dat"), "utf8").split("\n")) {
    const [, name, record = ""] = /^([^#\s]\S*)\s+(.*)$/.exec(line) ?? [];
    if (name !== undefined && !/^(?:NXDOMAIN|~~|"")/.test(record)) records.set(name, record);
  }
  const files = (readdirSync(root, { recursive: true }) as string[])
    .filter((name) => statSync(join(root, name)).isFile() && !NO_MESSAGE.test(name))
    .toSorted();
  const expected = new Map(TABLE.map(([file, reason]) => [file, reason]));

  /** The message, and the records that go with it. */
  const open = (file: string) => {
    const text = readFileSync(join(root, file), "latin1");
    if (!WITH_RECORDS.test(file)) return { text, zone: records };
    const [head = ""] = /^[\s\S]*?\n\r?\n/.exec(text) ?? [];
    const own = head.split("\n").flatMap((line) => {
      const [, name, record] = /^(\S+_domainkey\S+)\s+(.*)$/.exec(line.trim()) ?? [];
      return name === undefined || record === undefined ? [] : [[name, record] as const];
    });
    return { text: text.slice(head.length), zone: new Map(own) };
  };

  it("names no file that is not there", () => {
    expect(TABLE.map(([file]) => file).filter((file) => !files.includes(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });

  it("gives each its value and its reason", () => {
    const given = files.map((file) => {
      const { text, zone } = open(file);
      return [file, verifyMessage(text, keyArchive(keyTable(zone)).resolve)[0]!.reason];
    });
    expect(given).toEqual(files.map((file) => [file, expected.get(file) ?? "not signed"]));
    for (const [, reason] of TABLE)
      expect(valueOfReason(reason)).toMatch(/^(?:verified|failed or inconclusive)$/);
  });

  it("agrees with mailauth on which signatures hold, but for what the RFC forbids and mailauth lets pass", async () => {
    const apart: string[] = [];
    for (const file of files) {
      const { text, zone } = open(file);
      const ours = verifyMessage(text, keyArchive(keyTable(zone)).resolve).some(({ holds }) => holds);
      const theirs = (await secondOpinion(text, zone)).includes("pass");
      if (ours !== theirs) apart.push(file.replace(/^.*\//, ""));
    }
    expect(apart.toSorted()).toEqual(LENIENT.map(([file]) => file).toSorted());
  });
});
