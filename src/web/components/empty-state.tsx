import type { ReactNode } from "react";
import "./empty-state.css";

/** What a screen shows when there is nothing yet: what would be here, and how it gets here. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="statement">{title}</p>
      <div className="teaches">{children}</div>
    </div>
  );
}
