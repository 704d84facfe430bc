import { Bob } from "./bob.tsx";

/** What the panel is for, before anything is selected. */
export function EmptyPanel() {
  return (
    <div className="empty-panel">
      <Bob />
      <p>Select a sentence, a number or a row.</p>
      <p className="quiet">
        From it a line comes down: the judgment, what stands for and against it, the finding or the claim, the
        post or the passage, and the bytes of the file.
      </p>
    </div>
  );
}
