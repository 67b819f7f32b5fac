import { Fragment } from "react";

/** `#48217`, `A-4521`: a sign or a letter beside digits, which right-to-left text would tear apart and reorder. */
const ID = /(#\d[\w-]*|\b[A-Za-z]{1,4}-?\d[\w-]*)/;

/** Words somebody wrote, as text and nothing else, with ids that read the same in either direction. */
export function Said({ text }: { readonly text: string }) {
  return text.split(ID).map((piece, index) =>
    // Every second piece is an id: that is how `split` gives what it split by.
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <bdi key={index} dir="ltr">
        {piece}
      </bdi>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}
