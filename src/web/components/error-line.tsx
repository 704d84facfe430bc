import { refusalOf } from "../client.ts";
import "./error-line.css";

type Shown = {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly where?: string | undefined;
};

/** A refusal: what, where, what to do, and the code that the documents explain. */
export function ErrorLine({ error }: { readonly error: unknown }) {
  const { code, message, hint, where } = isShown(error) ? error : refusalOf(error);
  return (
    <p className="error-line" role="alert">
      <b>{where === undefined ? message : `${where}: ${message}`}</b> {hint} <code>{code}</code>
    </p>
  );
}

function isShown(error: unknown): error is Shown {
  return (
    typeof error === "object" && error !== null && "code" in error && "hint" in error && "message" in error
  );
}
