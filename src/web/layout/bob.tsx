/** The plumb bob: sign of the workbench, and the end of every line. */
export function Bob({ className = "bob" }: { readonly className?: string }) {
  return (
    <svg className={className} width={10} height={22} viewBox="0 0 10 22" aria-hidden="true">
      <path d="M5 0V6" stroke="currentColor" strokeWidth={1.5} />
      <path d="M2.4 5.5H7.6L9.3 9Q9.8 10.6 9.1 12.2L5 22L.9 12.2Q.2 10.6.7 9Z" fill="currentColor" />
    </svg>
  );
}
