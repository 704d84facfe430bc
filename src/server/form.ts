/** The form that a browser sends: its text fields. */
import type { Context } from "hono";
import { PlumblineError } from "../errors.ts";

/** @throws PlumblineError USAGE where the body is no form that can be read. */
export async function readForm(context: Context): Promise<(name: string) => string> {
  const fields = await context.req.parseBody().catch((error: unknown) => {
    if (error instanceof PlumblineError) throw error;
    throw new PlumblineError("USAGE", "The body is no form.", {
      hint: "Send application/x-www-form-urlencoded or multipart/form-data as RFC 7578 writes it.",
    });
  });
  return (name) => {
    const value = fields[name];
    return typeof value === "string" ? value : "";
  };
}
