/**
 * The times in a ZIP file, all set to one: the packer stamps each entry with the clock of the machine, and an edition
 * has the same bytes on every machine. Linear in the entries.
 *
 * Format: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
 */

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/**
 * Writes `at` (UTC, as years from 1980 on in steps of two seconds) as the time of every entry, in place.
 * @throws TypeError if the bytes are no ZIP file without a comment.
 */
export function stampAll(zip: Buffer, at: Date): void {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new TypeError("stampAll: not a plain ZIP file");
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const year = Math.max(0, Math.min(127, at.getUTCFullYear() - 1980));
  const day = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  let entry = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    if (zip.readUInt32LE(entry) !== CENTRAL) throw new TypeError("stampAll: not a plain ZIP file");
    zip.writeUInt16LE(time, entry + 12);
    zip.writeUInt16LE(day, entry + 14);
    const local = zip.readUInt32LE(entry + 42);
    zip.writeUInt16LE(time, local + 10);
    zip.writeUInt16LE(day, local + 12);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}
