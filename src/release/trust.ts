/** Whom a reader trusts: names and public keys, in a file of the reader's own. */
import { z } from "zod";
import { PlumblineError } from "../errors.ts";

const trustSchema = z.strictObject({
  keys: z
    .array(
      z
        .strictObject({
          name: z.string().trim().min(1).max(200),
          key: z.string().regex(/^[0-9a-f]{64}$/, "32 bytes in lower-case hexadecimal"),
        })
        .readonly(),
    )
    .readonly(),
});

/** `{"keys":[{"name":"Coast Election Board","key":"<64 hexadecimal digits>"}]}` */
export type Trust = z.infer<typeof trustSchema>;

/**
 * Reads a trust file.
 * @throws PlumblineError KEY_FILE if it is not JSON of that shape.
 */
export function parseTrust(text: string, where: string): Trust {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new PlumblineError("KEY_FILE", "The trust file is not JSON.", { where, cause });
  }
  const parsed = trustSchema.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new PlumblineError(
      "KEY_FILE",
      `The trust file does not fit: ${issue.message} at ${issue.path.join(".")}.`,
      {
        where,
        hint: 'It reads {"keys":[{"name":"…","key":"…"}]}.',
      },
    );
  }
  return parsed.data;
}
