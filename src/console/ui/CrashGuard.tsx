import { Bug } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "./Blank.tsx";
import { Button } from "./Button.tsx";

/** A fault in one place must not leave a white page. A class, because React offers no function for it. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useI18n();
  return (
    <Blank alert icon={Bug} title={t("error.title")} hint={t("error.crash")}>
      <Button onPress={() => location.reload()}>{t("error.reload")}</Button>
    </Blank>
  );
}
