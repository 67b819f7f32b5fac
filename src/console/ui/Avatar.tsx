const SIZES = { small: "size-9 text-sm", large: "size-12 text-base" } as const;

interface AvatarProps {
  readonly name: string;
  readonly size?: keyof typeof SIZES;
  readonly ours?: boolean;
}

/** The first letters of a name; Arabic-script letters join, so of those only the first is shown. */
export function Avatar({ name, size = "small", ours = false }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={`inline-grid shrink-0 place-items-center rounded-full font-semibold ${SIZES[size]} ${ours ? "bg-soft text-on-soft" : "bg-sunken text-second"}`}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const [first, last] = [words[0], words.at(-1)];
  if (!first) return "#";
  const one = [...first][0] ?? "";
  if (/\p{Script=Arabic}/u.test(one) || words.length < 2 || !last) return one.toUpperCase();
  return (one + ([...last][0] ?? "")).toUpperCase();
}
