/**
 * How a view is declared: a schema of plain data, from which its type follows. The schemas describe the answers of the API
 * and are what tests hold answers against; nothing is checked with them while a request is answered.
 */
import { z } from "zod";

type Fields = Readonly<Record<string, z.ZodType>>;

/** An object with exactly these fields. */
export const shape = <F extends Fields>(fields: F) => z.strictObject(fields).readonly();

/** An object that has a name of its own in the API's document. */
export const view = <F extends Fields>(id: string, fields: F) => shape(fields).meta({ id });

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const text = z.string();
/** How many of something. */
export const count = z.int().nonnegative();
