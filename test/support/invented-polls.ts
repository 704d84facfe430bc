/** A table of polls in which two columns may be the value. */

/** A poll every second day from the middle of September on. */
export const POLLS = [
  "end_date,pollster,samplesize,alder,rowan",
  ...Array.from({ length: 24 }, (_, i) => {
    const day = new Date(Date.UTC(2031, 8, 14 + 2 * i)).toISOString().slice(0, 10);
    return `${day},${i % 2 === 0 ? "Saltmarsh" : "Tern & Co"},${800 + i},${44 + (i % 5)},${41 + (i % 3)}`;
  }),
].join("\n");
