/** What a table can be declared to be, in the order in which it is offered. A new one is a file beside this and one line here. */
import type { Declaration } from "./declaration.ts";
import { markers } from "./markers.ts";
import { series } from "./series.ts";
import { set } from "./set.ts";

export const DECLARATIONS: readonly Declaration[] = Object.freeze([series, set, markers]);

/** The declaration with this id. */
export function declarationById(id: string): Declaration | undefined {
  return DECLARATIONS.find(({ descriptor }) => descriptor.id === id);
}
