import { FileText, X } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { type Attached, detach, pictureOf } from "./begun.ts";

/** What goes along with the words, before it is sent. */
export function AttachedFiles({ id, files }: { readonly id: string; readonly files: readonly Attached[] }) {
  const { t } = useI18n();
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("attach.list")} className="flex flex-wrap gap-2 pb-1">
      {files.map((file) => (
        <AttachedFile key={file.key} id={id} file={file} />
      ))}
    </ul>
  );
}

function AttachedFile({ id, file }: { readonly id: string; readonly file: Attached }) {
  const { t } = useI18n();
  const picture = pictureOf(file.key);
  const refused = file.state === "failed" || file.state === "too-large";
  return (
    <li
      className={`flex max-w-64 items-center gap-2 rounded-field border py-1 ps-1 text-sm ${refused ? "border-danger bg-danger-soft text-danger-ink" : "border-line bg-page"}`}
    >
      {picture ? (
        <img src={picture} alt="" className="size-10 rounded-sm object-cover" />
      ) : (
        <FileText aria-hidden className="mx-2 size-5 shrink-0" />
      )}
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{file.name}</bdi>
        {file.state === "uploading" && (
          <progress aria-label={t("attach.uploading")} value={file.share} className="h-1 w-full accent-accent" />
        )}
        {refused && (
          <span role="alert" className="block text-xs">
            {t(file.state === "too-large" ? "attach.toolarge" : "attach.failed")}
          </span>
        )}
      </span>
      <Button
        look="quiet"
        size="icon"
        aria-label={t("attach.remove", { name: file.name })}
        onPress={() => detach(id, file.key)}
      >
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
