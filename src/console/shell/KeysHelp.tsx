import { Keyboard, X } from "lucide-react";
import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useI18n } from "../i18n/I18n.tsx";
import type { TextKey } from "../i18n/texts.ts";
import { Key } from "../ui/Key.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { useChoice } from "./choice.ts";
import { letterKeys, useKeys } from "./keys.ts";

const KEYS: readonly (readonly [text: TextKey, ...keys: string[]])[] = [
  ["keys.move", "j", "k"],
  ["keys.rows", "↓", "↑"],
  ["keys.search", "/"],
  ["keys.reply", "r"],
  ["keys.take", "t"],
  ["keys.release", "b"],
  ["keys.resolve", "e"],
  ["keys.approve", "a"],
  ["keys.edit", "w"],
  ["keys.reject", "x"],
  ["keys.use", "u"],
  ["keys.send", "Enter"],
  ["keys.line", "Shift+Enter"],
  ["keys.leave", "Esc"],
  ["keys.help", "?"],
];

/** The list of keys: a button in the rail, and "?" from anywhere. */
export function KeysHelp() {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [letters, setLetters] = useChoice(letterKeys);
  useKeys({ "?": () => setOpen(true) });
  return (
    <>
      <button
        type="button"
        title={t("keys.title")}
        aria-label={t("keys.title")}
        onClick={() => setOpen(true)}
        className="hidden size-11 place-items-center rounded-field text-second transition-colors hover:bg-sunken md:grid"
      >
        <Keyboard aria-hidden className="size-5" />
      </button>
      <ModalOverlay
        isOpen={open}
        onOpenChange={setOpen}
        isDismissable
        className="fixed inset-0 z-10 grid place-items-center bg-black/30 p-4"
      >
        <Modal className="w-full max-w-md rounded-card border border-line bg-surface shadow-card">
          <Dialog className="flex max-h-[85vh] flex-col gap-4 overflow-auto p-6 outline-none">
            <header className="flex items-center justify-between gap-4">
              <Heading slot="title" className="text-base font-bold">
                {t("keys.title")}
              </Heading>
              <Button
                slot="close"
                aria-label={t("common.close")}
                className="grid size-9 place-items-center rounded-field"
              >
                <X aria-hidden className="size-4" />
              </Button>
            </header>
            <dl className="flex flex-col gap-2 text-sm">
              {KEYS.map(([text, ...keys]) => (
                <div key={text} className="flex items-baseline justify-between gap-6">
                  <dt>{t(text)}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
            <Toggle isSelected={letters === "on"} onChange={(on) => setLetters(on ? "on" : "off")}>
              {t("keys.letters")}
            </Toggle>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
