/** Words to take elsewhere, as they stand, with a button that takes them. */
import { useState } from "react";
import "./copied.css";

export function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <figure className="copied" aria-label={label}>
      <pre>{text}</pre>
      <button
        type="button"
        aria-label={`Copy: ${label}`}
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
      >
        {copied ? "Copied" : "Copy"}
      </button>
    </figure>
  );
}
