/** The pages that need no built script: start, sign-in, a refusal. Text is escaped by the template. */
import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
}

/** Apart from its template: a bundler rewrites a template that closes a script, with a helper that is installed nowhere. */
const START_TAG = raw('<script src="/start.js"></script>');

/** Where to go then; a path of this server. */
const nextField = (next: string): Html => html`<input type="hidden" name="next" value="${next}" />`;

/**
 * Exchanges the token in the address's fragment, which no server and no log ever sees.
 * @param next a path that `nextPath` has let through
 */
export function startPage(next: string): Html {
  return page(
    "Plumbline",
    html`<h1>Plumbline</h1>
      <p id="state">Opening the case …</p>
      <form method="post" action="/session" id="form">
        <label>Start token <input name="token" autocomplete="off" required /></label>
        ${nextField(next)}
        <button type="submit">Open</button>
      </form>
      ${START_TAG}`,
  );
}

export const START_SCRIPT = `"use strict";
const form = document.getElementById("form");
function begin() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  if (token === "") return false;
  form.elements.namedItem("token").value = token;
  form.submit();
  return true;
}
if (!begin()) document.getElementById("state").textContent = "Paste the token that the program printed.";
addEventListener("hashchange", begin);
`;

/** Sign-in with name and password, without script. @param next as above */
export function signInPage(next: string): Html {
  return page(
    "Sign in",
    html`<h1>Plumbline</h1>
      <form method="post" action="/session">
        <p>
          <label>Name <input name="name" autocomplete="username" maxlength="80" required autofocus /></label>
        </p>
        <p>
          <label
            >Password <input name="password" type="password" autocomplete="current-password" required
          /></label>
        </p>
        ${nextField(next)}
        <button type="submit">Sign in</button>
      </form>`,
  );
}

/** @param start the way to the door, for a visitor without a session */
export function errorPage(code: string, message: string, hint: string, start: string): Html {
  return page(
    code,
    html`<h1>${message}</h1>
      <p>${hint}</p>
      ${code === "UNAUTHENTICATED" ? html`<p><a href="${start}">Sign in</a></p>` : ""}
      <p class="foot">${code}</p>`,
  );
}

export const STYLE = `
:root { color-scheme: light dark; --ground: #fdfcf9; --ink: #1c1e21; --ink-2: #494d54; --ink-3: #666a71; --line: #dfdbd1; --accent: #0b6757; }
@media (prefers-color-scheme: dark) { :root { --ground: #15171a; --ink: #e8e5de; --ink-2: #bbb8b1; --ink-3: #999791; --line: #2d3136; --accent: #62c6b0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 400 15px/1.5 Inter, "Source Sans 3", system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font: 400 32px/1.15 "EB Garamond", "Source Serif 4", Georgia, serif; margin: 8px 0 24px; text-wrap: balance; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 3px; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
.foot { color: var(--ink-3); font-size: 13px; }
input, button { font: inherit; color: inherit; background: none; border: 1px solid var(--ink-3); padding: 4px 8px; }
`;
