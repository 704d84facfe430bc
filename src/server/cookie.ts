/** Cookies ignore ports: two servers in one browser need two names. */
export function cookieName(host: string): string {
  return `plumbline_${host.split(":").at(-1) ?? ""}`;
}
