// The rooms of src as the linter's rules have them: a table of who may import whom, and a picture of it. Both stand in
// docs/architecture.md and are written by scripts/docs.mjs; the places on the picture are chosen here by hand.

/** Where each room stands, in steps of a grid from the top left, and what it is in a few words. */
const PLACES = {
  cli: [0, 0, "commands, no logic"],
  web: [3, 0, "the page, in React"],
  server: [2, 1, "HTTP, no logic"],
  desk: [2, 2, "a person's seat at a case"],
  edges: [0, 3, "edge lists without a case"],
  workbench: [2, 3, "use cases of the owner"],
  signals: [0, 4, "detectors"],
  ingest: [1, 4, "files of posts, STIX"],
  case: [2, 4, "folds over the log"],
  release: [3, 4, "editions and their formats"],
  demo: [4, 4, "the demo's files"],
  drawing: [5, 5, "figures, drawn once"],
  store: [1, 5, "log, bytes, corpus"],
  reading: [2, 5, "texts to proposed claims"],
  views: [3, 5, "types of what readers see"],
  kernel: [0, 6, "pure computation"],
  model: [3, 6, "records, ids, hashes"],
};
const BOX = { width: 176, height: 54 };
const STEP = { x: 204, y: 108 };
const MARGIN = 14;

/**
 * Each room with the rooms it may import, by the linter's rules, whole or in part. A room that may import the types of all
 * others is marked.
 * @param {{ overrides: { files: string[], rules: Record<string, unknown> }[] }} rules `.oxlintrc.json`
 * @returns {{ room: string, imports: string[], types: boolean }[]}
 */
export function roomsOf(rules) {
  const found = rules.overrides.flatMap(({ files, rules: own }) => {
    const room = /^src\/(\w+)\/\*\*$/.exec(files[0])?.[1];
    const rule = own["no-restricted-imports"] ?? own["typescript/no-restricted-imports"];
    if (room === undefined || rule === undefined) return [];
    const patterns = rule[1].patterns;
    const named = (pattern) => patterns.flatMap(({ group }) => group.map((one) => pattern.exec(one)?.[1]));
    const inPart = named(/^!\*\*\/(\w+)\/./);
    const forbidden = named(/^\*\*\/(\w+)\/\*\*$/).filter((name) => !inPart.includes(name));
    return [{ room, forbidden, types: patterns.every(({ allowTypeImports }) => allowTypeImports === true) }];
  });
  const names = found.map(({ room }) => room);
  return found.map(({ room, forbidden, types }) => ({
    room,
    imports: names.filter((name) => name !== room && !forbidden.includes(name)),
    types,
  }));
}

/** The arrows of the picture: what may be imported, without what a longer way of arrows leads to. */
export function arrowsOf(rooms) {
  const importsOf = new Map(rooms.map(({ room, imports }) => [room, imports]));
  const reaches = (from, to) => importsOf.get(from).some((next) => next === to || reaches(next, to));
  return rooms.flatMap(({ room, imports }) =>
    imports.filter((to) => !imports.some((by) => by !== to && reaches(by, to))).map((to) => [room, to]),
  );
}

/** The table of docs/architecture.md. */
export function roomsTable(rooms) {
  const rows = rooms.map(({ room, imports, types }) => {
    const whole = imports.map((name) => `\`${name}\``).join(", ");
    const what = types ? `${whole}; of any other room types alone` : whole;
    return `| [\`src/${room}\`](../src/${room}) | ${PLACES[room][2]} | ${what === "" ? "no other room" : what} |`;
  });
  return ["| room | holds | may import |", "|---|---|---|", ...rows].join("\n");
}

/** The picture, legible on light and dark. */
export function roomsPicture(rooms) {
  const missing = rooms.map(({ room }) => room).filter((room) => PLACES[room] === undefined);
  if (missing.length > 0) throw new Error(`The picture has no place for ${missing.join(", ")}.`);
  const place = (room) => {
    const [column, line] = PLACES[room];
    return { x: MARGIN + column * STEP.x, y: MARGIN + line * STEP.y };
  };
  const path = ([from, to]) => {
    const a = place(from);
    const b = place(to);
    const [x1, y1] = [a.x + BOX.width / 2, a.y + BOX.height];
    const [x2, y2] = [b.x + BOX.width / 2, b.y - 4];
    const bend = (y2 - y1) / 2;
    return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
  };
  const arrows = arrowsOf(rooms).map(
    (arrow) =>
      `<path class="arrow" data-arrow="${arrow.join(" ")}" d="${path(arrow)}" marker-end="url(#head)"/>`,
  );
  const boxes = rooms.map(({ room }) => {
    const { x, y } = place(room);
    const middle = x + BOX.width / 2;
    return [
      `<rect class="box" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/>`,
      `<text class="name" x="${middle}" y="${y + 23}">${room}</text>`,
      `<text class="what" x="${middle}" y="${y + 41}">${PLACES[room][2]}</text>`,
    ].join("\n");
  });
  const width = 2 * MARGIN + 5 * STEP.x + BOX.width;
  const height = 2 * MARGIN + 6 * STEP.y + BOX.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The rooms of src; an arrow leads to a room that may be imported">
<style>
.ground { fill: #fff } .box { fill: #f4f2ec; stroke: #57534a } .arrow, .http { fill: none; stroke: #57534a; stroke-width: 1.4 }
.http { stroke-dasharray: 5 4 } #head path { fill: #57534a } text { text-anchor: middle; font-family: system-ui, sans-serif; fill: #1f1d19 }
.name { font-size: 16px; font-weight: 600 } .what, .note { font-size: 12px }
@media (prefers-color-scheme: dark) {
.ground { fill: #16181b } .box { fill: #24282d; stroke: #a9adb3 } .arrow, .http { stroke: #a9adb3 } #head path { fill: #a9adb3 } text { fill: #eceef0 }
}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
<rect class="ground" width="${width}" height="${height}"/>
${arrows.join("\n")}
<path class="http" d="${path(["web", "server"])}" marker-end="url(#head)"/>
<text class="note" x="${place("web").x + BOX.width / 2 - 84}" y="${place("server").y - 12}">by HTTP</text>
${boxes.join("\n")}
</svg>
`;
}
