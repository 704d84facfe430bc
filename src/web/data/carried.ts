/** A file that was dropped where its case was not there yet, on its way to that case. */
let carried: { readonly room: string; readonly file: File } | undefined;

export function carry(room: string, file: File): void {
  carried = { room, file };
}

/** The file that is on its way to this case; asked once, it is gone. */
export function takeCarried(room: string): File | undefined {
  if (carried?.room !== room) return undefined;
  const { file } = carried;
  carried = undefined;
  return file;
}
