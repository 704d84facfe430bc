/**
 * The drawings of the report as pictures for an office program, which reads no style rules in SVG the way a browser does.
 * They are drawn as in the PDF, with the same fonts, by WebAssembly that opens no file: the same pixels on every machine.
 * Linear in the pixels.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { ImageRun } from "docx";
import type { Html } from "../drawing/tags.ts";
import { drawings } from "../pdf/drawing.ts";
import type { Fonts } from "../pdf/fonts.ts";
import { drawable, fontsFor, SANS } from "../pdf/fonts.ts";

const require = createRequire(import.meta.url);

/** Dots per pixel of 1/96 inch. */
const SCALE = 3;

let ready: Promise<void> | undefined;

export class Pictures {
  readonly #fonts: Fonts;
  readonly #widest: number;
  readonly #drawn = new Map<string, Uint8Array>();
  #count = 0;

  private constructor(fonts: Fonts, widest: number) {
    this.#fonts = fonts;
    this.#widest = widest;
  }

  /**
   * @param text all text that drawings may show
   * @param widest width of the column, in pixels of 1/96 inch
   */
  static async of(text: string, widest: number): Promise<Pictures> {
    ready ??= initWasm(readFileSync(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));
    await ready;
    return new Pictures(fontsFor(text), widest);
  }

  /** Every drawing in the markup. `told` is its alternative text; without one, words beside it say what it shows. */
  draw(markup: Html, told?: string): ImageRun[] {
    return drawings(markup, this.#fonts).map((svg) => {
      const [width, height] = [sizeOf(svg, "width"), sizeOf(svg, "height")];
      const fit = Math.min(1, this.#widest / width);
      const id = (this.#count += 1);
      return new ImageRun({
        type: "png",
        data: this.#png(svg),
        transformation: { width: width * fit, height: height * fit },
        // The library's own numbers count over all documents of a process.
        altText: {
          id: String(id),
          name: `Drawing ${id}`,
          ...(told === undefined ? {} : { description: drawable(told, this.#fonts) }),
        },
        ...(told === undefined ? { decorative: true } : {}),
      });
    });
  }

  #png(svg: string): Uint8Array {
    let png = this.#drawn.get(svg);
    if (png === undefined) {
      const fontBuffers = svg.includes("<text") ? [...this.#fonts.blobs] : [];
      const image = new Resvg(svg, {
        background: "#ffffff",
        fitTo: { mode: "zoom", value: SCALE },
        font: { fontBuffers, defaultFontFamily: SANS },
      });
      const rendered = image.render();
      png = rendered.asPng();
      rendered.free();
      image.free();
      this.#drawn.set(svg, png);
    }
    return png;
  }
}

function sizeOf(svg: string, side: "width" | "height"): number {
  return Number(new RegExp(`^<svg[^>]* ${side}="([\\d.]+)"`).exec(svg)![1]);
}
