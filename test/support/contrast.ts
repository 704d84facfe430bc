/** How well one colour stands out from another, and the pairs of the editions' tokens that have to. */
import type { Palette } from "../../src/release/drawing/tokens.ts";

/** Text or glyph, and the ground it stands on. */
interface Pair {
  readonly front: keyof Palette;
  readonly back: keyof Palette;
  /** 4.5 for text, 3 for what is drawn (WCAG 2.2, 1.4.3 and 1.4.11). */
  readonly least: 4.5 | 3;
}

const COLOURS = ["c1", "c2", "c3", "c4", "c5"] as const;

export const PAIRS: readonly Pair[] = [
  ...(["ink", "ink-2", "ink-3", "accent", "for", "against", ...COLOURS] as const).map(
    (front) => ({ front, back: "ground", least: 4.5 }) as const,
  ),
  ...COLOURS.map((back) => ({ front: "ground", back, least: 4.5 }) as const),
  { front: "tick", back: "ground", least: 3 },
];

/** Contrast ratio of two `#rrggbb` colours (WCAG 2.2: relative luminance in sRGB). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
