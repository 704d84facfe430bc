/** What every request passes: own Host names only, own Origin on everything that may change something, secure headers on every answer. */
import type { MiddlewareHandler } from "hono";
import { PlumblineError } from "../errors.ts";

/** Pages have no inline script and load nothing from elsewhere. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * An edition is one static page with its own style and fonts inside and no script; its meta element narrows this by hash. It may be
 * anybody's: the sandbox keeps it from leading the browser elsewhere by itself, which a page can do without a script.
 */
export const EDITION_CSP = [
  "sandbox allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "font-src data:",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Bytes that came from outside are downloads; should a browser show them all the same, they can do nothing. */
export const DOWNLOAD_CSP = "sandbox; default-src 'none'";

export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const set = (name: string, value: string) => {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };
  set("Content-Security-Policy", CSP);
  set("X-Content-Type-Options", "nosniff");
  set("Referrer-Policy", "same-origin");
  set("X-Frame-Options", "DENY");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Cross-Origin-Resource-Policy", "same-origin");
  set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  set("Cache-Control", "no-store");
};

/** Refuses names that are not this server's (DNS rebinding). `hosts` is asked per request: the port is known once bound. */
export function ownHosts(hosts: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host") ?? "";
    if (!hosts().includes(host)) throw new PlumblineError("FORBIDDEN", "This is not a name of this server.");
    await next();
  };
}

/** Methods that change nothing. */
const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another page sends (cross-site request forgery). A request without both headers is refused too.
 * @param publicNames hosts that are reached by HTTPS, through a proxy; all others are by HTTP
 */
export function ownOrigin(
  hosts: () => readonly string[],
  publicNames: readonly string[] = [],
): MiddlewareHandler {
  const originOf = (host: string) => `${publicNames.includes(host) ? "https" : "http"}://${host}`;
  return async (context, next) => {
    const { method } = context.req;
    if (!SAFE.includes(method)) {
      const origin = context.req.header("origin");
      const site = context.req.header("sec-fetch-site");
      const own =
        origin === undefined ? site === "same-origin" : hosts().some((host) => origin === originOf(host));
      if (!own || (site !== undefined && site !== "same-origin"))
        throw new PlumblineError("FORBIDDEN", "The request comes from another page.");
    }
    await next();
  };
}
