/** Ordinary reasons why a signature fails or a message is absent, each with the check that would tell. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS: Descriptor["explanations"] = Object.freeze([
  {
    title: "A mailing list, a filter or an archive changed the message on its way.",
    predicts: "Failed signatures go together with fields of a list, a foot line, or a prefix in the subject.",
    check: "Look for fields such as List-Id, and for other copies of the same message.",
  },
  {
    title: "The export changed it: line breaks, quoted lines, decoded or re-encoded parts.",
    predicts: "Messages of one export fail alike, for every sender.",
    check: "Export one message again in another way, and compare the bytes.",
  },
  {
    title: "The archive of keys lacks the key, or has it for other days.",
    predicts: "Messages of a domain fail or hold by month and not by content.",
    check: "Ask other archives of the domain system for the record, with its dates.",
  },
  {
    title:
      "Messages are absent because they were deleted, or lay in another folder or another person's mailbox.",
    predicts: "Absent ones are older than the set, or answers that others sent.",
    check:
      "Ask the person of the mailbox what was deleted, and when; compare with the other side of the exchange.",
  },
]);
