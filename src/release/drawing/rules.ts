/** Rules of drawings, one `svg selector{…}` after the other, in the colours of the tokens: the page, PDF and DOCX share them. */
export const DRAWING_RULES = `svg text{font:400 12px var(--sans);fill:var(--ink-2);font-variant-numeric:lining-nums tabular-nums}
svg .strong{font-weight:600;fill:var(--ink)}
svg .quiet-text{fill:var(--ink-3)}
svg .own{fill:var(--c)}
svg .on{font-weight:600;fill:var(--ground)}
svg .halo{paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
svg .tick{stroke:var(--tick);stroke-width:1;fill:none}
svg .axis{stroke:var(--ink-2);stroke-width:1;fill:none}
svg .hair{stroke:var(--line);stroke-width:1;fill:none}
svg .leader{stroke:var(--tick);stroke-width:1;stroke-dasharray:1 3;fill:none}
svg .post{stroke:var(--ink);stroke-width:1.5;fill:none}
svg .full{fill:var(--ink)}
svg .muted{fill:var(--tick)}
svg .band{fill:var(--accent);fill-opacity:.12}
svg .reach{fill:var(--tick);fill-opacity:.26}
svg .frame{fill:none;stroke:var(--ink);stroke-width:2}
svg .hollow{fill:var(--ground);stroke:var(--tick);stroke-width:1.3}
svg .for{fill:var(--for)}
svg .against{fill:var(--against)}
svg .floor{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 2;fill:none}
svg .met{stroke:var(--c);stroke-width:1.6;fill:none}
svg .apart{stroke:var(--c);stroke-width:1.1;opacity:.45;fill:none}
svg .outsider{stroke:var(--tick);stroke-width:1.3;fill:none}
svg .span{stroke:var(--ink);stroke-width:1.5;fill:none}
svg .open{fill:none;stroke:var(--tick);stroke-width:1}
svg .hatch{fill:url(#hatch)}
svg .hatch.step{stroke:var(--tick);stroke-width:1}
svg .notch{stroke:var(--ground);stroke-width:2}
svg .fill{fill:var(--c)}
svg .ring{fill:none;stroke:var(--c);stroke-width:1.5}
svg .ring.candidate{stroke-dasharray:4 3}
svg .edge{stroke:var(--c);fill:none}
svg .tie{stroke:var(--tick);fill:none}
svg .w1{stroke-width:.8;opacity:.55}svg .w2{stroke-width:1.5;opacity:.75}svg .w3{stroke-width:2.6}
svg .tie.w1,svg .tie.w2{opacity:1}svg .tie.w3{stroke-width:4}`;
