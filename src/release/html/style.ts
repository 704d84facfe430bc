/**
 * The styles of the page. Two voices: a book serif for statements and people's own words, a sans for everything else;
 * two weights; hairlines instead of boxes; colour only where it means something. Italic means "reported of", nothing
 * else. No style attribute stands anywhere: the content security policy allows this one style element by its hash.
 */
import { DRAWING_RULES } from "../drawing/rules.ts";
import type { Tlp } from "../../model/marking.ts";
import { customProperties, DARK, LIGHT, TLP_COLOURS } from "../drawing/tokens.ts";

const TOKENS = `
:root{color-scheme:light dark;--sans:"Inter","Source Sans 3","Noto Sans",system-ui,sans-serif;
--serif:"EB Garamond","Libertinus Serif","Noto Serif",Georgia,serif;--mono:"JetBrains Mono","DejaVu Sans Mono",ui-monospace,monospace;
${customProperties(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${customProperties(DARK)}}}`;

const BASE = `
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:400 .8125rem/1.5 var(--sans);font-variant-numeric:lining-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,blockquote,pre{margin:0;padding:0}
h1,h2,h3,h4,th,b{font-weight:600;font-size:inherit}
ul,ol{list-style:none}
a{color:inherit;text-decoration:none}
a:hover,summary:hover{text-decoration:underline;text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
table{border-collapse:collapse;width:100%;font-variant-numeric:lining-nums tabular-nums}
th,td{text-align:left;vertical-align:top}
sup{font-size:.72em;line-height:0}
code,pre,td.mono{font-family:var(--mono);font-size:.75rem;overflow-wrap:anywhere}
.hash{overflow-wrap:anywhere}
.unseen,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:absolute;left:8px;top:8px;background:var(--ground);padding:8px;z-index:2}
.defs{position:absolute}
.nowrap{white-space:nowrap;overflow-wrap:normal}
.narrow-only{display:none}
.quiet{color:var(--ink-3);font-size:.75rem;line-height:1.5}
.note{color:var(--ink-2);max-width:75ch}
.for{color:var(--for)}.against{color:var(--against)}
${[1, 2, 3, 4, 5].map((n) => `.c${n}{--c:var(--c${n})}`).join("")}`;

const PAGE = `
.page{max-width:820px;margin:0 auto;padding:32px 64px 48px 128px}
.banner{text-align:right;line-height:1}
.class-line{text-align:right;font-size:.75rem;color:var(--ink-2);margin-top:8px}
.tlp{display:inline-block;font:600 12pt/1 var(--sans);background:#000;padding:5px 8px;white-space:nowrap;-webkit-print-color-adjust:exact;print-color-adjust:exact}
${Object.entries(TLP_COLOURS)
  .map(([level, colour]) => `.tlp.${level.toLowerCase().replace("+", "-")}{color:${colour}}`)
  .join("")}
@media screen and (prefers-color-scheme:dark){.tlp{box-shadow:0 0 0 1px var(--line-2)}}
.mast{margin-bottom:26px}
.series{margin-top:20px;color:var(--ink-2)}
h1{font:400 2.375rem/1.13 var(--serif);letter-spacing:-.012em;margin:8px 0 14px;text-wrap:balance;max-width:20em}
.banner+h1{margin-top:24px}
.notice{color:var(--ink-2);border-left:1.5px solid var(--ink);padding-left:14px;margin:0 0 16px;max-width:75ch}
.facts{display:grid;grid-template-columns:max-content 1fr;column-gap:18px;color:var(--ink-2);line-height:1.6;font-variant-numeric:lining-nums tabular-nums}
.facts dt{color:var(--ink-3)}
.part{margin-top:40px}
.mast+.part{margin-top:0}
h2{border-top:1.5px solid var(--ink);padding-top:11px;margin-bottom:16px;font-size:.8125rem}
h3.lead{font:400 1.125rem/1.35 var(--serif);color:var(--ink-2);margin:22px 0 10px}
h4{margin-bottom:5px}
.contents{margin-top:12px}
.contents li{line-height:1.45}.contents li+li{margin-top:4px}
.places{font-size:.75rem}
.to-contents{position:fixed;right:12px;bottom:12px;padding:5px 10px;background:var(--ground);border:1px solid var(--line-2);color:var(--accent)}
@media screen and (min-width:1300px){.to-contents{display:none}
.contents{position:fixed;top:32px;left:max(20px,calc(50vw - 650px));width:208px;max-height:calc(100vh - 64px);overflow:auto;margin:0;font-size:.75rem}}
.contents a,.label a,.under h3 a{color:var(--accent)}
.wording{font:400 1.25rem/1.38 var(--serif);text-wrap:pretty;font-variant-numeric:lining-nums}
.prose{font:400 1.0625rem/1.45 var(--serif);max-width:66ch;text-wrap:pretty}
.prose+.prose{margin-top:9px}
.words{font:400 1.0625rem/1.42 var(--serif);text-wrap:pretty;margin-top:5px}
.text+.text,.question>.rows{margin-top:10px}.question+.question,.finding+.finding{margin-top:34px}
.text h3,.block h3{margin-bottom:5px}
pre{margin:8px 0 10px;padding-left:14px;border-left:1.5px solid var(--ink)}
.page>footer{margin-top:48px;padding-top:14px;border-top:1px solid var(--line);display:flex;align-items:flex-end;justify-content:space-between;gap:24px;color:var(--ink-3);font-size:.75rem}`;

const KEY = `
.key{position:relative;margin-bottom:26px;padding-bottom:2px}
.key::before{content:"";position:absolute;left:-12px;top:9px;bottom:12px;border-left:1.5px solid var(--ink)}
.key::after{content:"";position:absolute;left:-15px;top:8px;width:7.5px;border-top:1.5px solid var(--ink)}
.key>.bob{position:absolute;left:-15.7px;bottom:0}
.key>.label{position:absolute;left:-104px;width:80px;top:4px;text-align:right;font-weight:600}
.line{font-size:.8125rem}
.line>summary{position:absolute;left:-104px;width:80px;top:24px;text-align:right;font-size:.75rem;line-height:1.4;color:var(--accent);list-style:none;cursor:pointer;font-variant-numeric:tabular-nums}
summary::-webkit-details-marker{display:none}
.conf-line{font:400 1.125rem/1.42 var(--serif);color:var(--ink-2)}
.held+.held{margin-top:9px}
.effect{color:var(--ink-2);margin-top:8px}
.glyphs{display:flex;flex-wrap:wrap;gap:3px 20px;margin-top:5px;font-size:.75rem;color:var(--ink-2);font-variant-numeric:lining-nums tabular-nums}
.pair{display:inline-flex;align-items:center;gap:12px}
.glyphs .pair:first-child{min-width:392px}
.like,.conf,.interval{flex:none;overflow:visible}
.stance{margin-top:11px;padding-left:16px;border-left:2px solid var(--c)}
.stance.reported{border-left-style:dotted}.stance.several{--c:var(--ink-2)}
.stance .who{font-size:.75rem;color:var(--ink-2);line-height:1.5}
.stance .who b{color:var(--ink)}
.stance.dissent .who b{color:var(--c)}
.stance .conf-line{font-size:1.0625rem}
.stance .words+.conf-line{margin-top:3px}
.reported .said,.reported .words{font-style:italic}
.stance .glyphs{margin-bottom:3px}
.stance .glyphs .pair:first-child{min-width:374px}
.line ol{margin-top:10px}
.line>ol{padding-bottom:10px}
.line li{position:relative;padding-bottom:9px;color:var(--ink-2)}
.line>ol>li::before{content:"";position:absolute;left:-16px;top:5px;width:9.5px;height:9.5px;border-radius:50%;border:1.5px solid var(--ink);background:var(--ground)}
.line>ol>li.sentence::before,.line>ol>li.judgment::before{background:var(--ink)}
.line li b{font-weight:600}
.line li b:not(.for):not(.against){color:var(--ink)}
.line .ref{color:var(--ink-3);margin-left:6px}
.line .what{display:block}
.line .hash{display:block;color:var(--ink)}
.line li summary{cursor:pointer;list-style:none}
.line li summary .what::after{content:" …";color:var(--accent)}
.line li details[open]>summary .what::after{content:none}
.line li li{padding-left:16px;border-left:1px solid var(--line-2)}`;

const UNDER = `
.under{padding-top:2px}
.under+.under{margin-top:34px;padding-top:18px;border-top:1px solid var(--line)}
.under-head{display:grid;grid-template-columns:34px 1fr;margin-bottom:14px}
.under-head .states,.finding-head{color:var(--ink-2)}
.positions{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:20px 32px;margin-bottom:20px}
.position{position:relative;display:flex;flex-direction:column;align-items:stretch}
.position:not(:nth-child(3n+1))::before{content:"";position:absolute;left:-16px;top:0;bottom:0;border-left:1px solid var(--line)}
.org{display:flex;gap:10px;align-items:center;margin-bottom:9px;line-height:1.3}
.org b,.stands{display:block}
.stands{font-size:.75rem;color:var(--ink-2)}
.dissents .stands{color:var(--c);font-weight:600}
.mark{flex:none;min-width:28px;height:28px;padding:0 4px;display:grid;place-content:center;font-size:.75rem;font-weight:600;border-radius:2px}
.mark.own{background:var(--c);color:var(--ground);-webkit-print-color-adjust:exact;print-color-adjust:exact}
.mark.reported{border:1.5px dashed var(--c);color:var(--c)}
.gauge{font-size:.75rem;color:var(--ink-2);font-variant-numeric:lining-nums tabular-nums}
.gauge .like{display:block;margin-top:3px;max-width:100%}
.steps{display:flex;align-items:flex-end;gap:10px;margin-top:7px}
.position .words{margin-top:9px;font-size:1rem}
.position .quiet{margin-top:7px}
.sides{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px 32px}
.side h4{white-space:nowrap;display:flex;gap:12px;justify-content:space-between;align-items:baseline;padding-bottom:4px;margin-bottom:0;border-bottom:1.5px solid currentColor}
.side h4 span{white-space:normal;font-weight:400;font-size:.75rem;line-height:1.35;color:var(--ink-2);text-align:right}
.side.for h4{color:var(--for)}.side.against h4{color:var(--against)}.side.context h4{color:var(--ink-2)}
.side.for,.side.against{color:inherit}
.sides+.side{margin-top:16px}
.side li{display:grid;grid-template-columns:26px minmax(0,1fr) 12px 12px;column-gap:9px;padding:5px 0;border-bottom:1px solid var(--line);line-height:1.4}
.side li:last-child{border-bottom:0}
.tag{color:var(--ink-3);font-size:.75rem;padding-top:1px}
.grade{position:relative;font-size:.75rem;padding-top:1px;color:var(--ink-2);text-align:center}
.blank{display:inline-block;width:10px;height:10px;background:repeating-linear-gradient(135deg,transparent 0 2.5px,var(--tick) 2.5px 3.5px)}
.item small{display:block;font-size:.75rem;color:var(--ink-3);line-height:1.4}
.under>.note{margin-top:12px}
.block{margin-top:18px}
.block .note+.note,.part>.note+.note{margin-top:6px}`;

const LISTS = `
.rows th{font-weight:400;color:var(--ink-3);font-size:.75rem;line-height:1.3;padding:0 14px 4px 0;border-bottom:1px solid var(--line-2);vertical-align:bottom;overflow-wrap:break-word}
.rows td{padding:4.5px 14px 4.5px 0;border-bottom:1px solid var(--line);line-height:1.45}
.rows th:last-child,.rows td:last-child{padding-right:0}
.rows .num{text-align:right}
.rows td{min-width:64px}.rows td:first-child{min-width:26px}
.rows td.mono:first-child{min-width:104px}
.rows .interval{vertical-align:-2px;margin-right:8px}
.hatched{padding:0 4px;background:repeating-linear-gradient(135deg,transparent 0 4px,var(--line) 4px 5px)}
.finding-head{display:flex;justify-content:space-between;align-items:baseline;gap:18px;margin-bottom:5px}
.finding-head h3{color:var(--ink)}
.finding>.wording+.quiet{margin-top:6px}
.plain li{padding:6px 0;border-bottom:1px solid var(--line);color:var(--ink-2)}
.plain li:last-child{border-bottom:0}
.plain b{display:block;color:var(--ink)}
.fold{margin-top:16px}
.fold>summary{color:var(--accent);cursor:pointer;list-style:none}
.fold>*+*{margin-top:10px}
.dated td:last-child{min-width:92px}
.rows .marked td{font-weight:600;color:var(--ink)}
.rows small{display:block;font-size:.75rem;color:var(--ink-3)}
.claims>li,.sources>li{padding:10px 0;border-bottom:1px solid var(--line)}
.claims>li:first-child,.sources>li:first-child{padding-top:0}
.claims>li:last-child,.sources>li:last-child{border-bottom:0}
.speaker{font-weight:600}
.claim .weighed{margin-top:4px;color:var(--ink)}
.claim .quiet{margin-top:3px}
.source{display:grid;grid-template-columns:34px minmax(0,1fr)}
.source .title{font-weight:600}`;

const FIGURES = `
figure{margin:24px 0 20px}
.drawing svg{display:block;max-width:100%;height:auto;overflow:visible}
svg.narrow{display:none}
${DRAWING_RULES}
figcaption{margin-top:9px;font-size:.75rem;color:var(--ink-3);max-width:84ch}
.captioned b{color:var(--ink)}.captioned .titled{font:400 1rem/1.35 var(--serif)}
.annotated{color:var(--ink-2);margin-top:5px}.source-of{margin-top:5px;color:var(--ink-3)}
.legend{display:flex;flex-wrap:wrap;gap:2px 20px;margin-top:5px;color:var(--ink-2);font-variant-numeric:lining-nums tabular-nums}
.legend b{color:var(--c)}`;

const NARROW = `
@media screen and (max-width:760px){
.page{padding:20px 16px 32px 34px}
.part,.mast{margin-left:-14px}
.page>footer{margin-left:-14px}
.key{margin-left:14px}
h1{font-size:1.875rem}
.key>.label{position:static;text-align:left;width:auto;line-height:1.4}
.key::before{top:6px}.key::after{top:5px}
.line>summary{position:static;width:auto;text-align:left;margin-top:8px;padding-bottom:8px}
.narrow-only{display:inline}
.facts{grid-template-columns:1fr}.facts dd+dt{margin-top:5px}
.glyphs{flex-direction:column;gap:5px}
.glyphs .pair:first-child,.stance .glyphs .pair:first-child{min-width:0}
.glyphs .pair{flex-wrap:wrap;gap:2px 12px}
.positions,.sides{grid-template-columns:1fr}
.position::before{display:none}
.position+.position{border-top:1px solid var(--line);padding-top:14px}
svg.wide{display:none}svg.narrow{display:block}
.rows thead{display:none}
.rows,.rows tbody,.rows tr,.rows td{display:block}
.rows tr{padding:6px 0;border-bottom:1px solid var(--line)}
.rows td,.rows td:last-child,.rows .num,.dated td:last-child{padding:0;border:0;text-align:left;white-space:normal;min-width:0}
.rows td:empty{display:none}
.rows td[data-head]::before{content:attr(data-head) " ";color:var(--ink-3);font:400 .75rem var(--sans)}
.finding-head{display:block}
.page>footer{flex-direction:column;align-items:flex-start}
}`;

const PRINT = `
@media print{
:root{color-scheme:light;--ground:#fff}
html{font-size:14.4px}
.page{max-width:none;margin:0;padding:0 0 0 84px}
.banner,.page>footer .tlp,.skip,.contents,.to-contents{display:none}
.key>.label,.line>summary{left:-84px;width:62px}
.key,.position,figure,.side li,.claims>li,.sources>li,.rows tr{break-inside:avoid}
h2,h3,h4,.finding-head,.under-head{break-after:avoid}
.page>footer{break-before:avoid;break-inside:avoid;margin-top:20px}
.fold::details-content{content-visibility:visible;block-size:auto}
.fold>summary{color:var(--ink-3)}
.positions{gap:16px 26px}
svg .fill,svg .full,svg .on,.blank,.hatched{-webkit-print-color-adjust:exact;print-color-adjust:exact}
a{color:inherit}
}`;

/** Everything but the fonts and the marking of the print margins. */
export const STYLES = [TOKENS, BASE, PAGE, KEY, UNDER, LISTS, FIGURES, NARROW, PRINT]
  .join("")
  .replaceAll("\n", "");

/** Head and foot of each printed page: the marking label, and the number of the page. */
export function printMarking(tlp: Tlp): string {
  const label = `content:"TLP:${tlp}";font:600 12pt/1 "Inter",sans-serif;color:${TLP_COLOURS[tlp]};background:#000;text-align:center;height:21pt;width:${labelWidth(tlp)};-webkit-print-color-adjust:exact;print-color-adjust:exact;`;
  const small = 'font:400 8.5pt/1.4 "Inter",sans-serif;color:#666a71;';
  return (
    "@page{size:A4;margin:22mm 17mm 22mm 15mm;" +
    `@top-right{${label}margin:7mm 0 8mm auto}` +
    `@bottom-right{${label}margin:8mm 0 7mm auto}` +
    `@bottom-left{content:"Page " counter(page) " of " counter(pages);${small}}}`
  );
}

function labelWidth(tlp: Tlp): string {
  return `${Math.round(tlp.length * 8.6 + 46)}pt`;
}
