import { createContext, type ReactNode, use, useMemo } from "react";
import { createFormat, type Format } from "../../pages/language/format.ts";
import { format, language } from "./texts.ts";

const Context = createContext<Format>(format);

interface DeskTimeProps {
  /** IANA name; null until the desk has told it. */
  readonly zone: string | null;
  readonly children: ReactNode;
}

/** All inside reads times by the desk's clock, the one its messages promise by: a conversation speaks one. */
export function DeskTime({ zone, children }: DeskTimeProps) {
  const value = useMemo(() => (zone === null ? format : createFormat(language, zone)), [zone]);
  return <Context value={value}>{children}</Context>;
}

export const useDeskTime = (): Format => use(Context);
