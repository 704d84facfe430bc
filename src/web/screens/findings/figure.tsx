import { useRef, useState } from "react";
import type { ReactNode, SVGProps } from "react";
import type { FindingView } from "../../../views/edition.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { provenance, savePng, saveSvg, standalone } from "./save.ts";

/** A drawing with its caption, the same as a table, and both kinds of file. */
export function Figure({
  view,
  name,
  title,
  caption,
  label = caption,
  width,
  height,
  handlers = {},
  isDrawn = false,
  isFolded = false,
  left = 0,
  before,
  after,
  beside,
  more,
  notes = [],
  children,
  table,
}: {
  readonly view: FindingView;
  /** Last part of the file's name. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** What a reader who does not see it is told, where the caption says how it is read. */
  readonly label?: string;
  readonly width: number;
  readonly height: number;
  /** Of a pull across the drawing. */
  readonly handlers?: SVGProps<SVGSVGElement>;
  /** It holds the marks of a drawing. */
  readonly isDrawn?: boolean;
  /** Its heading opens its caption, its table and its files. */
  readonly isFolded?: boolean;
  /** Pixels before the drawing, where `beside` stands. */
  readonly left?: number;
  /** What stands over and under it on the same axis, and in no file. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly beside?: ReactNode;
  /** Goes on after the caption. */
  readonly more?: ReactNode;
  /** Further lines of its file. */
  readonly notes?: readonly string[];
  /** What the drawing holds. What is chosen on the page says `data-page-only`, and is left out of files. */
  readonly children: ReactNode;
  readonly table: ReactNode;
}) {
  const drawing = useRef<SVGSVGElement>(null);
  const source = () => standalone(drawing.current!, `${title}. ${caption}`, [...notes, ...provenance(view)]);
  const read = (
    <div className="scrolls" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
      {table}
    </div>
  );
  return (
    <figure className={isFolded ? "figure folded" : "figure"}>
      {isFolded ? undefined : (
        <div className="figure-head">
          <h2>{title}</h2>
          <Save name={`${view.label}-${name}`} source={source} />
        </div>
      )}
      {isFolded ? (
        <details>
          <summary>
            <h2>{title}</h2>
          </summary>
          <Save name={`${view.label}-${name}`} source={source} />
          <figcaption className="quiet">
            {caption} {more}
          </figcaption>
          {read}
        </details>
      ) : undefined}
      {before}
      <div className="drawn" style={left === 0 ? undefined : { paddingLeft: left }}>
        {beside === undefined ? undefined : (
          <div className="beside-drawn" aria-hidden="true" style={{ width: left - 6 }}>
            {beside}
          </div>
        )}
        <svg
          {...(isDrawn ? { className: "drawing" } : {})}
          {...handlers}
          ref={drawing}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${title}. ${label}`}
        >
          {children}
        </svg>
      </div>
      {after}
      {isFolded ? undefined : (
        <>
          <figcaption className="quiet">{caption}</figcaption>
          <details>
            <summary>As a table</summary>
            {read}
          </details>
        </>
      )}
    </figure>
  );
}

/** Both files of a figure. */
export function Save({ name, source }: { readonly name: string; readonly source: () => string }) {
  const [error, setError] = useState<unknown>(undefined);
  const save = async (as: (source: string, name: string) => void | Promise<void>) => {
    try {
      await as(source(), name);
      setError(undefined);
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <div className="save quiet">
      Save{" "}
      <button type="button" aria-label={`Save ${name} as SVG`} onClick={() => void save(saveSvg)}>
        SVG
      </button>{" "}
      <button type="button" aria-label={`Save ${name} as PNG`} onClick={() => void save(savePng)}>
        PNG
      </button>
      {error === undefined ? undefined : <ErrorLine error={error} />}
    </div>
  );
}
