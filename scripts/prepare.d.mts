/** What is compiled from `wasm`, and where it lies in the program. */
export const COMPILED_PARTS: Readonly<Record<"rows" | "sweep", { readonly place: string }>>;

/** Compiles one of them into this file. */
export function compilePart(name: "rows" | "sweep", out: string): void;
