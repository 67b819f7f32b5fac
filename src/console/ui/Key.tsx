/** A key of the keyboard, as it is written on it. */
export function Key({ children }: { readonly children: string }) {
  return (
    <kbd
      dir="ltr"
      className="inline-block min-w-6 rounded-md border border-edge bg-page px-1.5 text-center font-sans text-xs text-second"
    >
      {children}
    </kbd>
  );
}
