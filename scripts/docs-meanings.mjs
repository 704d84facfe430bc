// What each field of the record format means, for the tables of docs/model.md. A field without words here, and words
// without a field, are errors of the generator: the page cannot fall behind the schemas.

const KEY = "Short name by which record files and commands refer to the record.";
const FROM = "Where it stands: places in Artifacts.";
const LINEAGE = "What it was derived from. Items whose lines end in the same root count as one origin.";

export const ENVELOPE_MEANINGS = {
  id: "Issued by the log. It says nothing about how many records there are.",
  at: "When the log took the record, by the log's own clock. Never before the record above it.",
  heldAt: "The time the statement is about, where that is another.",
  by: "The person who wrote it.",
  for: "The organisation it was written for: the id of a Party.",
  marking: "Who may see it. One record, one marking: visible means visible whole.",
  supersedes: "The record it replaces, of the same type.",
  type: "What kind of statement it is.",
  body: "What it says.",
};

export const FIELD_MEANINGS = {
  Party: {
    about:
      "Anybody or anything that acts or is named. Roles and relations are Claims about it, so that they can be disputed.",
    fields: {
      key: KEY,
      kind: "What it is. A `group` acts as one and is none of the others: an electorate, a campaign, a movement.",
      name: "Its name, as printed.",
      initials: "For figures and tables; made from the name otherwise.",
      identifiers: "Names of it in other systems.",
      from: FROM,
    },
  },
  Artifact: {
    about: "Bytes, or a source that is known without its bytes.",
    fields: {
      key: KEY,
      title: "What it is called.",
      sha256: "Hash of the bytes, or that nobody recorded one.",
      held: "Whether this case keeps the bytes.",
      bytes: "Size in bytes.",
      mediaType: "Such as `text/csv`.",
      published: "When it was published, as far as known.",
      capturedAt: "When it was captured.",
      capturedFrom: "Where it was captured: an address, a person, an export.",
      memberOf: "The set it belongs to: a leak, an export, a mailbox.",
      descriptor: "How an edition may describe it to readers who may not see it.",
      derivedFrom: `${LINEAGE} \`original\` if absent.`,
    },
  },
  Claim: {
    about:
      "Somebody said something. Denials and retractions are Claims, too; so are the log's own notes on keys and purges.",
    fields: {
      key: KEY,
      speaker: "Who said it.",
      polarity: "What the speaker does with the proposition.",
      act: "The verb, where it says more: with `asserts` accuses, blames, concedes, confirms, warns; with `qualifies` concedes, doubts.",
      proposition: "What was said, in plain words of the recorder.",
      quote: "The verbatim passage, printed in quotation marks.",
      statement:
        "The same in three parts, where that fits. Predicates that begin with `plumbline:` are the program's own.",
      about: "The records it is about.",
      answers: "The Claims it answers: denies, qualifies or confirms them, or accuses in turn.",
      from: FROM,
      derivedFrom: `${LINEAGE} It goes before that of the documents in \`from\`, which counts if it is absent; \`not recorded\` if they have none.`,
      carries: "An imported object that this Claim is the statement of, kept whole.",
    },
  },
  Event: {
    about: "A dated happening.",
    fields: {
      key: KEY,
      title: "What happened.",
      kind: "A word for its kind: disclosure, vote, sanction, letter.",
      start: "When, as exactly as known.",
      end: "When it ended, if it lasted.",
      parties: "Who took part.",
      from: FROM,
      derivedFrom: `${LINEAGE} \`not recorded\` if absent.`,
    },
  },
  Run: {
    about:
      "One machine computation. An import is a Run of the detector `import`. Its findings are parts: `run_…#f1`.",
    fields: {
      key: KEY,
      detector: "What computed.",
      version: "In which version.",
      inputs: "Over which bytes.",
      used: "Records that it used beside these bytes: events, parties, runs whose groups or series it took. The log has them before it.",
      parameters: "Every parameter, defaults included.",
      seed: "Seed of everything random.",
      output: "The full result: names, pairs, rows, or the rejected rows of an import.",
      counts: "What it counted about itself: rows read, kept, rejected; the resolution of times.",
      findings: "What it found, without names and texts.",
    },
  },
  Question: {
    about: "A question with its rival answers. Their ids never change: `qst_…#h2`.",
    fields: {
      key: KEY,
      text: "The question.",
      hypotheses: "The answers that are kept alive.",
      exclusive: "Whether at most one can be true.",
      exhaustive: "Whether one of them has to be true.",
      about: "The records it is about.",
    },
  },
  Premise: {
    about: "Something taken as given, something missing, or something to watch for.",
    fields: {
      key: KEY,
      kind: "Which of the three.",
      text: "In one sentence.",
      due: "When an indicator should have shown itself.",
      about: "The records it bears on.",
      from: FROM,
    },
  },
  Appraisal: {
    about: "Somebody grades something, in one aspect. The latest standing Appraisal of an aspect counts.",
    fields: {
      key: KEY,
      aspect: "In which respect.",
      of: "What is graded.",
      against: "The second object, where it takes two: an item and a hypothesis.",
      value: "The grade.",
      why: "The reason.",
      from: FROM,
    },
  },
  Judgment: {
    about: "What is judged. It has no text of its own: texts are Wordings, stands are Positions.",
    fields: {
      key: KEY,
      states: "The hypothesis it states, or the rung of state responsibility and of whom.",
      restsOn: "Lower judgments it needs.",
    },
  },
  Wording: {
    about: "One text of one Judgment in one language. The newest that a reader may see is the one printed.",
    fields: {
      key: KEY,
      judgment: "Of which Judgment.",
      language: "Language tag, such as `en`.",
      text: "The sentence. Likelihood and confidence never share one.",
      from: "Where the text was taken from, if it is somebody else's.",
    },
  },
  Basis: {
    about: "One item under one Judgment.",
    fields: {
      key: KEY,
      judgment: "Under which Judgment.",
      entry: "The Claim, Event, Finding or Premise; or that it is not public.",
      stands: "On which side.",
      why: "Why it bears on the judgment.",
      from: FROM,
    },
  },
  Position: {
    about: "Where one organisation stands on one Judgment.",
    fields: {
      key: KEY,
      judgment: "On which Judgment.",
      organisation: "Whose position.",
      stance: "`own`: taken in this case by the organisation. `reported`: what it is said to hold.",
      holds: "Whether it joins.",
      likelihood: "A term of a declared scale, with a number if one was given.",
      confidence: "How good the basis is. Not a probability.",
      why: "In its own words.",
      reportedIn: "The Claim that reports it; required if reported, refused if own.",
      movedBy: "What raised or lowered it since the position before.",
      signature: "The organisation's signature; own positions only.",
    },
  },
  Marking: {
    about: "A re-marking: from here on, a record has another marking.",
    fields: {
      key: KEY,
      of: "Which record.",
      to: "Its marking from here on.",
      why: "The reason.",
    },
  },
  Edition: {
    about: "Without `manifest` a draft: what to publish. With it a publication: what was published.",
    fields: {
      key: KEY,
      title: "Title.",
      subtitle: "Second line.",
      language: "Language tag; it chooses the Wordings.",
      ceiling: "The highest marking its readers may see.",
      notice: "Printed on every output.",
      authors: "Who answers for it.",
      blocks: "What stands in it, in order.",
      descriptors: "How this edition describes a source, instead of the source's own descriptor.",
      redactions: "What was left out, with the reason. Recorded; not printed yet.",
      forms: "The forms it holds beside page, `edition.json` and records; all of them where it names none.",
      addressees: "Who was asked to comment on a draft. Recorded; not printed yet.",
      replyBy: "Until when. Recorded; not printed yet.",
      signOff:
        "Organisations that have to sign what is published, and by when: `{ organisations: [EA, SO], by: 2031-11-07 }`. In the manifest; `verify` says who did.",
      parent: "The earlier publication it follows.",
      manifest: "SHA-256 of the published `manifest.json`.",
    },
  },
  Codebook: {
    about:
      "What people look for in single posts or accounts, in the words that they agreed on. Its codes are parts: `cbk_…#threat`. A new version supersedes the old; codes given under it count on while the code is still there.",
    fields: {
      key: KEY,
      name: "What it is called.",
      of: "What is coded.",
      several: "Whether a unit may have several codes, or none; exactly one otherwise.",
      guidance: "What coders are told besides the definitions.",
      categories:
        "The codes, each with what counts, what is in, what is out, and an example in the words of the codebook's author.",
    },
  },
  Coding: {
    about:
      "What one person says of one post or account with a codebook. Only that person changes it, for that unit. It is marked no lower than the file of the unit.",
    fields: {
      key: KEY,
      codebook: "With which codebook.",
      unit: "A post by file and row, or an account by its name and a file in which it stands. The same account in two files is one unit.",
      says: "The codes; an empty list where several may be given and none applies; or that one cannot say.",
      note: "A remark of the coder.",
    },
  },
};

export const ASPECT_MEANINGS = {
  reliability: "Of a source. F: no basis to judge.",
  credibility: "Of an item. 6: no basis to judge.",
  relevance: "How much an item matters to the question.",
  consistency:
    "Of an item (`of`) with a hypothesis (`against`): from very consistent to very inconsistent, or not applicable.",
  denial: "Probability that it would be said if true, and if false. Equal values move nothing.",
  probabilities: "One organisation's probabilities over all answers of an exclusive question.",
  iiaf: "Cell of the IIAF: kind of evidence and kind of source.",
  technique: "A DISARM technique: seen, inferred, or as a bundle maps it without saying which.",
  exposure: "How close a channel is to a state.",
  authenticity: "Of a message or file. A failed check is not a forgery.",
  breakout: "How far it spread, on the Breakout Scale. Not an effect.",
  effect: "What it did to people, in words.",
  "search effort": "How contrary items were looked for, and whether there were any.",
  deception: "An answer on one of four checklists.",
  resolution: "How an indicator turned out.",
  checklist: "One answer on a named list.",
  release:
    "A named person releases the name of an account or the text of a post, or a whole document with the right to pass it on.",
};

export const SHAPE_MEANINGS = {
  "Marking of a record": {
    about:
      "Traffic Light Protocol 2.0. A reader sees a record if its level is no higher than the reader's ceiling and the reader belongs to every group named.",
    fields: {
      tlp: "The level, least restricted first.",
      classification: "A national classification line, printed as given on an edition with this ceiling.",
      groups:
        "Need-to-know groups: a reader has to belong to each. What may be released to some organisations only bears a group of their readers.",
    },
  },
  Span: {
    about: "A place in an Artifact.",
    fields: {
      artifact: "In which Artifact.",
      row: "Row of a table, 1 for the first after the header.",
      page: "Page, from 1.",
      field: "Column or field.",
      start: "First character within the field, or the whole text of a document, from 0.",
      end: "The character after the last.",
      place: "Paragraph, section or line, where the source counts so.",
    },
  },
  Signature: {
    about: "Ed25519. What is signed is said under [signatures](#signatures).",
    fields: {
      key: "Public key.",
      value: "Signature.",
      root: "Root of the log that the signer saw.",
    },
  },
  Finding: {
    about:
      "A part of a Run. It holds no account name and no text of a post: accounts stand under pseudonyms, names and posts are in the Run's output.",
    fields: {
      id: "Its part of the Run: `run_…#f1`.",
      status:
        "A finding; a candidate, which alone shows no coordination; a note about the run; what the data cannot answer, with the reason in the sentence.",
      title: "One line.",
      sentence: "Who, when, how many.",
      method:
        "How it was tested: nulls, resamples, level and corrections, for readers who check statistics. Absent in Findings of before.",
      statistics: "Named numbers, with intervals where there are any.",
      significance:
        "Under which null, corrected how, over how many hypotheses, at which level. `log10p` is the decimal logarithm.",
      explanations:
        "Ordinary explanations, each with the check that would tell. Where one was measured: what it predicts, what was counted and expected, one of three answers, and a likelihood ratio of the two models where there is one; in records of before co-share 0.5.0 none was.",
      refutedBy: "What would refute it.",
      comparison: "With whom it was compared.",
      rows: "How many posts make it, and the SHA-256 of their sorted `artifact:row` lines.",
      figures: "Data of what is drawn or listed; pseudonyms and counts only.",
    },
  },
  Block: {
    about: "One part of an edition.",
    kinds: {
      heading: "A heading.",
      text: "Text of the authors; it has to cite records.",
      judgment: "A judgment with everything under it.",
      question: "A question with its rival answers.",
      finding: "A finding of a machine.",
    },
  },
};
