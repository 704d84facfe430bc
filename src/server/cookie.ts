/** The session cookie: never readable by a script, sent to this server's own pages only. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Cookies ignore ports: two servers in one browser need two names. */
export function cookieName(host: string): string {
  return `plumbline_${host.split(":").at(-1) ?? ""}`;
}

export const hostOf = (context: Context) => context.req.header("host") ?? "";

export function readSession(context: Context): string | undefined {
  return getCookie(context, cookieName(hostOf(context)));
}

/** @param publicNames names under which a proxy serves this server by HTTPS: their cookies go by HTTPS only */
export function setSession(context: Context, value: string, publicNames: readonly string[]): void {
  const host = hostOf(context);
  const secure = publicNames.includes(host);
  setCookie(context, cookieName(host), value, { httpOnly: true, sameSite: "Strict", path: "/", secure });
}

export function endSession(context: Context, publicNames: readonly string[]): void {
  const host = hostOf(context);
  deleteCookie(context, cookieName(host), { path: "/", secure: publicNames.includes(host) });
}
