/** The sign of the house: one heart between two. */
export function Mark({ size = 36 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M16 24.5c-5-3.2-8-6.2-8-9.7A4.6 4.6 0 0 1 16 12a4.6 4.6 0 0 1 8 2.8c0 3.5-3 6.5-8 9.7Z"
        fill="var(--on-accent)"
      />
    </svg>
  );
}
