/** Compiles the scanner of rows into this file. */
export function compileScanner(out: string): void;
