/**
 * The one template of the PDF, in Typst. It reads nothing but its inputs: the blocks as JSON. Strings become text and
 * are never evaluated, so no imported text can act as code. Looks and colours are those of the page in print.
 */
import { LIGHT, TLP_COLOURS } from "../drawing/tokens.ts";

const COLOURS = Object.entries(LIGHT)
  .map(([name, value]) => `"${name}": rgb("${value}")`)
  .join(", ");
const TLP = Object.entries(TLP_COLOURS)
  .map(([name, value]) => `"${name}": rgb("${value}")`)
  .join(", ");

export const TEMPLATE = String.raw`
#let d = json(bytes(sys.inputs.data))
#let colour = (${COLOURS})
#let tlp = (${TLP})
#let sans(size: 8.6pt, fill: colour.ink, weight: 400, body) = text(font: d.sans, size: size, fill: fill, weight: weight, body)
#let serif(size: 11pt, fill: colour.ink, style: "normal", body) = text(font: d.serif, size: size, fill: fill, style: style, body)

#set document(title: d.title, author: d.authors, date: datetime(..d.date))
#set text(font: d.sans, size: 8.6pt, fill: colour.ink, lang: d.language, fallback: false, hyphenate: false, features: (calt: 0))
#set par(leading: 0.58em, spacing: 0.75em, justify: false)

#let marking = box(fill: black, inset: (x: 6pt, y: 5pt), text(font: d.sans, size: 12pt, weight: 600, fill: tlp.at(d.tlp), top-edge: "cap-height", bottom-edge: "baseline", "TLP:" + d.tlp))
#set page(
  paper: "a4",
  margin: (top: 25mm, bottom: 24mm, left: 26mm, right: 18mm),
  header-ascent: 7mm,
  footer-descent: 8mm,
  header: align(right, marking),
  footer: grid(
    columns: (1fr, auto),
    align: (left + horizon, right + horizon),
    box(height: 20pt, clip: true, align(horizon, context sans(size: 7.4pt, fill: colour.ink-3)[Page #counter(page).display() of #counter(page).final().first() #h(6pt) #d.foot])),
    marking,
  ),
)

// Anchors that exist, so that a link never leads nowhere.
#let anchors = d.anchors
#let linked(to, body) = if to != none and to in anchors { link(label(to), text(fill: colour.accent, body)) } else { body }
#let anchored(b, body) = if b.at("anchor", default: none) != none { [#body#label(b.anchor)] } else { body }

#let code(s) = sans(size: 7pt, s)

#let lines(s, show-line) = s.split("\n").map(show-line).join(linebreak())
#let span(s) = {
  let look = s.at("look", default: none)
  let body = lines(s.text, line => if look == "strong" { text(weight: 600, font: d.sans, line) } else if look == "quiet" {
    text(fill: colour.ink-3, size: 7.8pt, weight: 400, font: d.sans, line)
  } else if look == "code" { code(line) } else if look == "for" or look == "against" { text(fill: colour.at(look), line) } else { text(line) })
  linked(s.at("to", default: none), body)
  for c in s.at("cites", default: ()) {
    h(0.18em)
    text(font: d.sans, size: 6.6pt, weight: 400, baseline: -0.32em, linked(c, c))
  }
}
#let spans(b) = {
  let body = b.spans.map(span).join()
  let inner = if b.at("language", default: none) != none { text(lang: b.language, body) } else { body }
  if b.at("rtl", default: false) { text(dir: rtl, inner) } else { inner }
}

// A text that no paragraph element holds would have no tag of its own.
#let voice = (
  series: body => block(above: 0pt, below: 9pt, sans(size: 9pt, fill: colour.ink-2, par(body))),
  title: body => block(above: 0pt, below: 15pt, { set par(leading: 0.36em); serif(size: 25pt, title(body)) }),
  notice: body => block(above: 0pt, below: 12pt, inset: (left: 9pt, y: 1.5pt), stroke: (left: 1.1pt + colour.ink), sans(fill: colour.ink-2, par(body))),
  wording: body => block(above: 15pt, below: 8pt, sticky: true, { set par(leading: 0.5em); serif(size: 13.2pt, par(body)) }),
  held: body => block(above: 8pt, below: 6.5pt, serif(size: 11.6pt, fill: colour.ink-2, par(body))),
  prose: body => block(above: 7pt, below: 7pt, serif(size: 11pt, par(body))),
  words: body => block(above: 6.5pt, below: 6.5pt, inset: (left: 9pt), serif(size: 11pt, par(body))),
  said: body => block(above: 6.5pt, below: 6.5pt, serif(size: 11pt, fill: colour.ink-2, style: "italic", par(body))),
  plain: body => block(above: 11pt, below: 5pt, sticky: true, sans(par(body))),
  note: body => block(above: 6pt, below: 6pt, sans(fill: colour.ink-2, par(body))),
  quiet: body => block(above: 5pt, below: 5pt, sans(size: 7.8pt, fill: colour.ink-3, par(body))),
  command: body => block(above: 7pt, below: 7pt, inset: (left: 9pt), stroke: (left: 1.1pt + colour.ink), sans(par(body))),
)

#let say(b) = {
  let tag = b.at("tag", default: none)
  // The label hangs in the margin, on the line of the text.
  let hung = if tag != none { h(-12mm) + box(width: 12mm, inset: (right: 2.4mm), align(right, sans(size: 8pt, span(tag)))) }
  anchored(b, voice.at(b.voice)(hung + spans(b)))
}

#let heads = (
  (above: 22pt, below: 10pt, size: 10.4pt),
  (above: 16pt, below: 7.5pt, size: 9.4pt),
  (above: 13pt, below: 6pt, size: 8.6pt),
)
#show heading: it => {
  let look = heads.at(it.level - 1)
  let body = sans(size: look.size, weight: 600, it.body)
  if it.level == 1 {
    block(above: look.above, below: look.below, width: 100%, inset: (top: 7pt), stroke: (top: 1.1pt + colour.ink), body)
  } else { block(above: look.above, below: look.below, body) }
}
#let head(b) = anchored(b, heading(level: b.level, spans(b)))

#let drawing(svg) = image(bytes(svg.data), format: "svg", width: svg.width * 1pt)
// No tag: the words beside it say what it shows.
#let glyph(svg) = pdf.artifact(drawing(svg))
#let gauges(b) = block(above: 5.5pt, below: 8pt, grid(
  columns: (auto, 156pt, 0pt, auto, auto),
  column-gutter: 7pt,
  align: horizon,
  glyph(b.likelihood), sans(size: 8pt, fill: colour.ink-2, par(b.likelihood.words)), [],
  glyph(b.confidence), sans(size: 8pt, fill: colour.ink-2, par(b.confidence.words)),
))

#let grid-of(b) = {
  let side(i) = if i in b.at("numeric", default: ()) { right } else { start }
  block(above: 5pt, below: 9pt, width: 100%, table(
    columns: b.widths.map(w => w * 1fr),
    align: (x, y) => side(x) + if y == 0 { bottom } else { top },
    inset: (x, y) => (left: 0pt, right: 8pt, y: 3.4pt),
    stroke: (x, y) => (bottom: 0.5pt + if y == 0 { colour.line-2 } else { colour.line }),
    table.header(..b.heads.map(h => sans(size: 7.6pt, fill: colour.ink-3, h))),
    // A row stays on one page unless it is too long for that.
    ..b.rows.map(r => r.cells.map(c => table.cell(breakable: r.long, {
      set par(leading: 0.5em)
      sans(size: 8.2pt, spans(c))
    }))).flatten()
  ))
}

#show figure: it => block(above: 12pt, below: 12pt, breakable: false, width: 100%, align(start, it.body + it.caption))
#show figure.caption: it => it.body
#let figure-of(b) = {
  let legend = b.legend.map(l => {
    box({ text(weight: 600, fill: colour.at("c" + str(l.colour)), l.id); " "; l.words })
  })
  figure(
    alt: b.alt,
    kind: image,
    supplement: none,
    numbering: none,
    outlined: false,
    caption: voice.at("quiet")(spans(b.caption)) + if legend.len() > 0 {
      block(above: 3pt, sans(size: 7.8pt, fill: colour.ink-2, par(legend.join(h(14pt)))))
    },
    for svg in b.drawings { block(above: 0pt, below: 6pt, drawing(svg)) },
  )
}

// Nobody is to take the first page for all key judgments. It stands on the line of the heading and takes no room: with a line
// of its own it would itself push off the page what it counts.
#let standing(b) = context {
  let pages = b.of.map(one => query(label("end-of-" + one))).flatten().map(end => end.location().page())
  let whole = pages.filter(page => page == here().page()).len()
  if whole < pages.len() {
    place(right, dy: -21pt, sans(fill: colour.ink-2, par[#whole of #pages.len() stand whole on this page; the last ends on page #pages.last().]))
  }
}

#let render(b) = {
  let ends = b.at("ends", default: none)
  if ends != none {
    let inner = b
    let _ = inner.remove("ends")
    return [#render(inner)#label("end-of-" + ends)]
  }
  if b.kind == "heading" { head(b) }
  else if b.kind == "text" { say(b) }
  else if b.kind == "gauges" { gauges(b) }
  else if b.kind == "table" { grid-of(b) }
  else if b.kind == "figure" { figure-of(b) }
  else if b.kind == "standing" { standing(b) }
  else if b.kind == "contents" {
    heading(level: 2, outlined: false, bookmarked: false, b.title)
    outline(title: none, depth: 1, indent: 0pt)
  } else if b.kind == "facts" {
    let term(r) = sans(fill: colour.ink-3, r.at(0))
    show strong: it => it.body
    context {
      let width = calc.max(..b.rows.map(r => measure(term(r)).width)) + 14pt
      terms(
        hanging-indent: width, separator: none, spacing: 4.6pt,
        ..b.rows.map(r => terms.item(box(width: width, term(r)), sans(fill: colour.ink-2, spans(r.at(1))))),
      )
    }
  } else if b.kind == "stance" {
    let line = if b.colour == 0 { colour.ink-2 } else { colour.at("c" + str(b.colour)) }
    block(above: 8pt, below: 9pt, inset: (left: 10pt, y: 1pt), width: 100%, stroke: (left: (paint: line, thickness: 1.5pt, dash: if b.stance == "reported" { "dotted" } else { "solid" })), b.blocks.map(render).join())
  }
}
#for b in d.blocks { render(b) }
`;
