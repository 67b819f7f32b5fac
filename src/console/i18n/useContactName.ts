import { useI18n } from "./I18n.tsx";

interface Contact {
  readonly id: string;
  readonly name: string;
}

/** What a contact is called: who writes from the web chat has told no name, and is told apart by a number. */
export function useContactName(): (contact: Contact) => string {
  const { t, format } = useI18n();
  return ({ id, name }) => name.trim() || t("contact.visitor", { id: format.digits(id) });
}
