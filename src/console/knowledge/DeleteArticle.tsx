import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../api/client.ts";
import { articleQuery, deleteArticle, knowledgeKey } from "../api/knowledge.ts";
import { Refusal } from "../channels/Refusal.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";

interface DeleteArticleProps {
  readonly id: string;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

/** Asks once more before an article is gone. */
export function DeleteArticle({ id, onDone, onKeep }: DeleteArticleProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const deleting = useMutation<unknown, Problem>({
    mutationFn: () => deleteArticle(id),
    onSuccess: async () => {
      client.removeQueries(articleQuery(id));
      onDone();
      await client.invalidateQueries(knowledgeKey);
    },
  });
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-field bg-warm-soft p-3 text-warm-ink">
      <p className="flex-1 basis-64 text-sm">{t("knowledge.delete.sure")}</p>
      <Button look="primary" size="small" isPending={deleting.isPending} onPress={() => deleting.mutate()}>
        {t("team.do")}
      </Button>
      <Button size="small" onPress={onKeep}>
        {t("common.cancel")}
      </Button>
      <Refusal problem={deleting.error} />
    </div>
  );
}
