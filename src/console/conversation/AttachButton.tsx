import { Paperclip } from "lucide-react";
import { FileTrigger } from "react-aria-components";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { attach } from "./begun.ts";

export function AttachButton({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <FileTrigger allowsMultiple onSelect={(files) => files && attach(id, files)}>
      <Button look="quiet" size="icon" aria-label={t("attach.add")}>
        <Paperclip aria-hidden className="size-5" />
      </Button>
    </FileTrigger>
  );
}
