/** The few pages of the first server: start, desk, plumb line. Text is escaped by the template. */
import { html } from "hono/html";
import type { DeskView, TraceStep } from "../workbench/index.ts";

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

/** Exchanges the token in the address's fragment, which no server and no log ever sees. */
export function startPage(): Html {
  return page(
    "Plumbline",
    html`<h1>Plumbline</h1>
      <p id="state">Opening the case …</p>
      <form method="post" action="/session" id="form">
        <label>Start token <input name="token" autocomplete="off" required /></label>
        <button type="submit">Open</button>
      </form>
      <script src="/start.js"></script>`,
  );
}

export const START_SCRIPT = `"use strict";
const token = location.hash.slice(1);
const form = document.getElementById("form");
history.replaceState(null, "", "/start");
if (token === "") document.getElementById("state").textContent = "Paste the token that the program printed.";
else {
  form.elements.namedItem("token").value = token;
  form.submit();
}
`;

/** Sign-in with name and password, without script. */
export function signInPage(): Html {
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
        <button type="submit">Sign in</button>
      </form>`,
  );
}

/** The cases that exist for a person. */
export function casesPage(
  person: string,
  cases: readonly {
    readonly name: string;
    readonly title: string;
    readonly ceiling: string;
    readonly records: number;
  }[],
): Html {
  return page(
    "Cases",
    html`<h1>Cases</h1>
      ${cases.length === 0 ? html`<p>You have no place in a case yet. Ask an administrator of this server.</p>` : ""}
      <ul>
        ${cases.map(
          ({ name, title, ceiling, records }) =>
            html`<li>
              ${title} <span class="files">${name}: ${records} records up to TLP:${ceiling}</span>
            </li>`,
        )}
      </ul>
      <form method="post" action="/session/end">
        <p class="foot">Signed in as ${person}. <button type="submit">Sign out</button></p>
      </form>`,
  );
}

export function deskPage(desk: DeskView): Html {
  return page(
    desk.title,
    html`<p class="series">Plumbline, on this machine only</p>
      <h1>${desk.title}</h1>
      <h2>Editions</h2>
      ${desk.editions.length === 0 ? html`<p>None has been published yet.</p>` : ""}
      <ul>
        ${desk.editions.map(
          (edition) =>
            html`<li>
              <a class="first" href="/editions/${edition.name}/index.html">${edition.title}</a>
              <span class="tlp ${edition.ceiling.toLowerCase().replace("+", "-")}"
                >TLP:${edition.ceiling}</span
              >
              <span class="files">
                ${edition.files.map((file) => html` <a href="/editions/${edition.name}/${file}">${file}</a>`)}
              </span>
            </li>`,
        )}
      </ul>
      <h2>Judgments</h2>
      ${
        desk.judgments.length === 0
          ? html`<p>
              No judgment has been recorded. Write one by hand and give it to <code>plumbline record</code>.
            </p>`
          : ""
      }
      <ul>
        ${desk.judgments.map(
          (judgment) => html`<li>${judgment.text} <a href="/trace/${judgment.ref}">Plumb line</a></li>`,
        )}
      </ul>
      <h2>Findings</h2>
      ${desk.findings.length === 0 ? html`<p>No detector has run yet.</p>` : ""}
      <ul>
        ${desk.findings.map(
          (finding) =>
            html`<li>${finding.text} <a href="/trace/${encodeURIComponent(finding.ref)}">Plumb line</a></li>`,
        )}
      </ul>
      <h2>Files</h2>
      <ul>
        ${desk.artifacts.map(
          (artifact) =>
            html`<li>
              ${artifact.title}
              ${artifact.held ? html`<a href="/artifacts/${artifact.sha256}" download>Download</a>` : html`<span class="files">bytes not held</span>`}
              <code>${artifact.sha256}</code>
            </li>`,
        )}
      </ul>
      <p class="foot">${desk.records} records. Log root <code>${desk.root}</code></p>`,
  );
}

function step(item: TraceStep): Html {
  return html`<li>
    <p><b>${item.kind}</b> <span class="rel">${item.relation}</span></p>
    <p class="text">${item.text}</p>
    ${item.details.map((detail) => html`<p class="detail">${detail}</p>`)}
    <p class="detail"><code>${item.ref}</code></p>
    ${
      item.next.length === 0
        ? ""
        : html`<ol class="line">
            ${item.next.map(step)}
          </ol>`
    }
  </li>`;
}

export function tracePage(line: TraceStep): Html {
  return page(
    "Plumb line",
    html`<p class="series"><a href="/">The case</a></p>
      <h1>Plumb line</h1>
      <ol class="line">
        ${step(line)}
      </ol>`,
  );
}

export function errorPage(code: string, message: string, hint: string): Html {
  return page(
    code,
    html`<h1>${message}</h1>
      <p>${hint}</p>
      ${code === "UNAUTHENTICATED" ? html`<p><a href="/start">Sign in</a></p>` : ""}
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
h2 { font-size: 13px; font-weight: 600; border-top: 1.5px solid var(--ink); padding-top: 12px; margin: 32px 0 8px; }
ul, ol { list-style: none; margin: 0; padding: 0; }
ul li { padding: 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 3px; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
code { font: 12px/1.5 "JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace; overflow-wrap: anywhere; }
.series, .foot, .files, .rel, .detail { color: var(--ink-3); font-size: 13px; }
.files { display: block; }
.tlp { background: #000; color: #fff; padding: 1px 6px; font-weight: 600; font-size: 12px; }
/* FIRST's colours for the labels, in both modes. */
.tlp.red { color: #ff2b2b; } .tlp.amber, .tlp.amber-strict { color: #ffc000; } .tlp.green { color: #33ff00; }
.line { border-left: 1.5px solid var(--ink); padding-left: 20px; margin: 8px 0 8px 4px; }
.line p { margin: 0; }
.line li { padding: 6px 0; }
.text { font: 18px/1.4 "EB Garamond", "Source Serif 4", Georgia, serif; }
input, button { font: inherit; color: inherit; background: none; border: 1px solid var(--ink-3); padding: 4px 8px; }
`;
