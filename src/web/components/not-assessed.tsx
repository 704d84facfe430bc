import "./glyphs.css";

/** What nobody assessed, stated or recorded: hatching and the exact word. An empty space never says it. */
export function NotAssessed({ word = "not assessed" }: { readonly word?: string }) {
  return <span className="not-assessed">{word}</span>;
}
