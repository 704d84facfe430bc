/** Words and figures of the page. */

const NUMBERS = new Intl.NumberFormat("en");

/** `4,212,806` */
export function count(value: number): string {
  return NUMBERS.format(value);
}

/** `1 record`, `12 records` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
