import type { Example } from "../../detector.ts";

/** An invented harbour town: nine mailboxes, and who lost what to the public. */
const CSV = `set,target,items,collected,released
mailbox of the mayor,town hall,2400,yes,2031-05-02
mailbox of the clerk,town hall,800,yes,2031-05-09
minutes of the council,town hall,120,yes,2031-05-16
letters to the port,town hall,60,yes,2031-05-23
old archive,town hall,30,yes,no
mailbox of the chair,opposition,1900,yes,no
donors' list,opposition,1,yes,no
campaign plans,opposition,40,yes,no
mailbox of the treasurer,opposition,700,yes,no
`;

const GRADES = `unit,target,grade,says
old archive,town hall,B2,the town's own inquiry
mailbox of the chair,opposition,B2,the parliament's inquiry
donors' list,opposition,B3,the parliament's inquiry
campaign plans,opposition,C3,a newspaper
mailbox of the treasurer,opposition,D4,a newspaper
`;

/** What was collected from two sides, and released of one. */
export const example: Example = Object.freeze({
  posts: () => [],
  tables: [
    { key: "collected", as: "set", csv: CSV },
    { key: "grades.csv", as: "table", csv: GRADES },
  ],
  parameters: { set: "collected", first: "town hall", second: "opposition", grades: "grades.csv" },
} satisfies Example);
