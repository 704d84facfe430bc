/** Text inside XML 1.0, whatever it holds. */

/** Characters that XML 1.0 cannot hold even as references: most controls, two non-characters, lone surrogates. */
// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** For content and attribute values alike; what XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(IMPOSSIBLE, "\uFFFD").replace(/[&<>"'\t\n\r]/g, (char) => REFERENCES[char]!);
}
