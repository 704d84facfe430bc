/** A file that was dropped where its case was not there yet, on its way to that case. */
let carried: { readonly caseName: string; readonly file: File } | undefined;

export function carry(caseName: string, file: File): void {
  carried = { caseName, file };
}

/** The file that is on its way to this case; asked once, it is gone. */
export function takeCarried(caseName: string): File | undefined {
  if (carried?.caseName !== caseName) return undefined;
  const { file } = carried;
  carried = undefined;
  return file;
}
