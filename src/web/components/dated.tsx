const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const INSTANT = /\b(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z/g;

/** `2031-10-04T07:12Z` as `4 Oct 2031, 07:12 UTC`, no more exact than it was written. */
export function sayDated(text: string): string {
  const [date = "", clock] = text.replace(/Z$/, "").split("T");
  const [year = "", month, day] = date.split("-");
  const words = [
    ...(day === undefined ? [] : [String(+day)]),
    ...(month === undefined ? [] : [MONTHS[+month - 1]]),
    year,
  ];
  const shown = words.join(" ");
  if (clock === undefined) return shown;
  const time = clock.length > 8 ? clock.slice(0, 8) : clock;
  return `${shown}, ${time.length === 2 ? `${time} h` : time} UTC`;
}

/** Instants inside a sentence, as people write them. */
export function sayInstants(text: string): string {
  return text.replace(INSTANT, (instant) => sayDated(instant));
}

/** A time with its precision and zone; the exact text is in the element. */
export function Dated({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} className="nowrap">
      {sayDated(at)}
    </time>
  );
}
