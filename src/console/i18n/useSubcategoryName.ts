import { useQuery } from "@tanstack/react-query";
import { taxonomyQuery } from "../api/queries.ts";
import { useI18n } from "./I18n.tsx";

/** A sub-category's name in the reader's language; one that the taxonomy no longer has is shown as it was stored. */
export function useSubcategoryName(key: string | null): string | null {
  const { language } = useI18n();
  const { data } = useQuery({ ...taxonomyQuery, enabled: key !== null });
  if (!key || !data) return null;
  return data.subcategories.find((each) => each.key === key)?.name[language] ?? key.replaceAll("_", " ");
}
