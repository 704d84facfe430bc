/**
 * Colours of the page, light and dark. Nothing else in the styles names a colour, except the marking labels, which
 * FIRST prescribes. A test computes the contrast of every pair that is used.
 */
export type Palette = Readonly<Record<keyof typeof LIGHT, string>>;

export const LIGHT = {
  ground: "#fdfcf9",
  ink: "#1c1e21",
  "ink-2": "#494d54",
  "ink-3": "#666a71",
  line: "#dfdbd1",
  "line-2": "#a9a497",
  tick: "#8b877c",
  accent: "#0b6757",
  for: "#1d5e9e",
  against: "#a34a05",
  c1: "#5e4b9c",
  c2: "#a53a66",
  c3: "#666a12",
  c4: "#80543a",
  c5: "#53647a",
} as const;

export const DARK: Palette = {
  ground: "#15171a",
  ink: "#e8e5de",
  "ink-2": "#bbb8b1",
  "ink-3": "#999791",
  line: "#2d3136",
  "line-2": "#5b6067",
  tick: "#777c83",
  accent: "#62c6b0",
  for: "#84b8e8",
  against: "#f0a366",
  c1: "#a99be8",
  c2: "#e08cb2",
  c3: "#b7bb5e",
  c4: "#cfa182",
  c5: "#9db0c8",
};

/** Text or glyph, and the ground it stands on. */
export interface Pair {
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

/** Label colours of TLP 2.0 (FIRST, 2022), on black. */
export const TLP_COLOURS = {
  RED: "#FF2B2B",
  "AMBER+STRICT": "#FFC000",
  AMBER: "#FFC000",
  GREEN: "#33FF00",
  CLEAR: "#FFFFFF",
} as const;

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

/** `--ink: #1c1e21; …` */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}
