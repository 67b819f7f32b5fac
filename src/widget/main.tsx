import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { directionOf } from "../pages/language/languages.ts";
import { Chat } from "./chat/Chat.tsx";
import { language } from "./text/texts.ts";
import { startConversation } from "./wire/conversation.ts";

document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <Chat conversation={startConversation()} />
  </StrictMode>,
);
