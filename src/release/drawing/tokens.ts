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

/** Label colours of TLP 2.0 (FIRST, 2022), on black. */
export const TLP_COLOURS = {
  RED: "#FF2B2B",
  "AMBER+STRICT": "#FFC000",
  AMBER: "#FFC000",
  GREEN: "#33FF00",
  CLEAR: "#FFFFFF",
} as const;

/** `--ink: #1c1e21; …` */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}
