import "./hash.css";

/** A SHA-256 in two lines of thirty-two digits, so that two can be compared by eye. */
export function Hash({ value }: { readonly value: string }) {
  return (
    <code className="hash">
      {value.slice(0, 32)}
      <wbr />
      {value.slice(32)}
    </code>
  );
}
