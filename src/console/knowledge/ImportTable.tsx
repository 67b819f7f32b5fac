import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { FileTrigger } from "react-aria-components";
import type { Problem } from "../api/client.ts";
import { type ImportCount, importTable, knowledgeKey, type ReplyLanguage } from "../api/knowledge.ts";
import { Refusal } from "../channels/Refusal.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";

interface ImportTableProps {
  /** Of rows that name none. */
  readonly language: ReplyLanguage;
  readonly onDone: () => void;
}

/** Many articles from one table. What is wrong in it is said line by line, and nothing is imported then. */
export function ImportTable({ language, onDone }: ImportTableProps) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const importing = useMutation<ImportCount, Problem, File>({
    mutationFn: async (file) => importTable(await file.text(), language),
    onSuccess: () => client.invalidateQueries(knowledgeKey),
  });
  const onSelect = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) importing.mutate(file);
  };
  const { data } = importing;
  return (
    <Panel title={t("knowledge.import.title")} hint={t("knowledge.import.hint")}>
      <p role="status" className="text-sm text-accent empty:hidden">
        {data &&
          t("knowledge.import.done", {
            added: format.number(data.added),
            changed: format.number(data.changed),
            unchanged: format.number(data.unchanged),
          })}
      </p>
      <Refusal problem={importing.error} {...refusedTable(importing.error, t("knowledge.import.refused"))} />
      <div className="flex flex-wrap gap-2">
        <FileTrigger acceptedFileTypes={[".csv", "text/csv"]} onSelect={onSelect}>
          <Button look="primary" isPending={importing.isPending}>
            <FileUp aria-hidden className="size-4" />
            {t("knowledge.import.pick")}
          </Button>
        </FileTrigger>
        <Button look="quiet" onPress={onDone}>
          {t("common.close")}
        </Button>
      </div>
    </Panel>
  );
}

/** The lines at fault; what the server advises is for who imports by its API. */
function refusedTable(problem: Problem | null, said: string) {
  return problem?.code === "invalid" ? { said, detail: problem.message.split("\n").slice(1).join("\n") } : {};
}
