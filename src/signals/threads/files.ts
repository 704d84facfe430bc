/** Where the compiled file of a thread lies: beside this one, or in `dist` when this one runs from source. */
export function threadFile(name: string): URL {
  const here = import.meta.url;
  return new URL(name, here.endsWith(".ts") ? new URL("../../../dist/signals/threads/", here) : here);
}
