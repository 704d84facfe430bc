/** What authenticity is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";

export const descriptor = Object.freeze<Descriptor>({
  id: "authenticity",
  version: "1.1.0",
  title: "Authenticity",
  question:
    "Are the mails of a set what their senders' domains signed, and how many does the set itself show to be absent?",
  posts: false,
  speaks: { category: "technical", to: ["authentic", "genuine", "forged", "altered", "tamper"] },
  parameters: [
    {
      name: "mails",
      title: "Mails",
      help: "The set of mails, by its key.",
      kind: "input",
      takes: "mails",
      default: "",
    },
    {
      name: "keys",
      title: "Archive of keys",
      help: "A table of DKIM records with the columns domain, selector, record, and if known from, to (first and last seen) and private published. Nothing is asked of a network; without it no signature can be checked.",
      kind: "input",
      takes: "table",
      default: "",
    },
    {
      name: "clock-hours",
      title: "Clocks differ by",
      help: "Up to so many hours two clocks may differ before times are called out of order.",
      kind: "number",
      default: 1,
      min: 0,
      max: 240,
      unit: "h",
    },
    {
      name: "delivery-days",
      title: "Delivery takes",
      help: "Up to so many days may lie between the date of a message and its first reception.",
      kind: "number",
      default: 3,
      min: 0,
      max: 365,
      unit: "days",
    },
  ],
  inputs:
    "A set of mails as they were stored, each with its header; and a table of keys that the senders' domains published, with the days on which somebody saw them.",
  nulls: [
    {
      name: "a signature by somebody without the domain's key, or over other bytes",
      excludes:
        "that what is signed was changed after signing, as far as the key was the domain's and was kept",
      doesNotExclude:
        "that the account was used by another, that the key was stolen or published, that what the mail says is untrue, or that others were left out",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "Authentic is not complete: a set of true messages may be chosen to mislead. Absent messages are counted as far as others name them; those that nobody names are not seen.",
    "A failed signature is no forgery: lists, filters and exports change messages. A missing one says nothing.",
    "A signature is of a domain, for its own reasons. It does not say who wrote, nor that what is written is true.",
    "It proves no more than the archive of keys: who saw the record, and when, is a claim of that archive.",
    "The time of sending is what the message says. A key that the archive has for that time is no proof of the time.",
    "Fields that are not signed may be anything; they are named for each message.",
    "Of PST and MSG files the bytes as they were sent are gone: they are not read here.",
    "Attachments are part of a signed body, and nothing in them is opened.",
    "Duplicates are by Message-ID and by equal bodies; near copies are not looked for.",
  ],
  references: [
    {
      text: "Crocker, Hansen, Kucherawy (2011). DomainKeys Identified Mail (DKIM) Signatures. RFC 6376.",
      doi: "10.17487/RFC6376",
    },
    {
      text: "Kitterman (2018). Cryptographic Algorithm and Key Usage Update to DKIM. RFC 8301.",
      doi: "10.17487/RFC8301",
    },
    {
      text: "Levine (2018). A New Cryptographic Signature Method for DKIM. RFC 8463.",
      doi: "10.17487/RFC8463",
    },
    { text: "Resnick (2008). Internet Message Format. RFC 5322.", doi: "10.17487/RFC5322" },
    { text: "Hall (2005). The application/mbox Media Type. RFC 4155.", doi: "10.17487/RFC4155" },
  ],
});
