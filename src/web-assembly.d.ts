/** As much of WebAssembly as the scanner and the sweep ask for; the types of Node 20 have none of it. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array) => Module;
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  const Instance: new (
    module: Module,
    imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => Instance;
  interface Global {
    readonly value: number;
  }
  interface Memory {
    readonly buffer: SharedArrayBuffer;
  }
  /** Pages of 64 KiB. */
  const Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => Memory;
}
