/** As much of WebAssembly as the scanner asks for; the types of Node 20 have none of it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;
    constructor(module: Module);
  }
  interface Global {
    readonly value: number;
  }
}
