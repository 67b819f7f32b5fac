import type { ConfiguredChannel } from "../../src/channels.ts";
import type { InboundSink } from "../../src/ports/channel.ts";
import { green, openDesk } from "../adapters/whatsapp-web/open.ts";
import { type ChannelCustomer, type ChannelWay, readerOf } from "./channel-customer.ts";
import { aDesk } from "./desk.ts";
import { wordFor } from "./sms-person.ts";
import { until } from "./watch.ts";
import type { WhatsAppPage } from "./whatsapp-web-page.ts";

/** Somebody whose messages a linked phone shows, in the words of every channel. */
function linkedPerson(page: WhatsAppPage, chat: string, notifyName: string): ChannelCustomer {
  const seen = () => page.sent.filter((sent) => sent.chat === chat).map(({ text }) => ({ text, buttons: [] }));
  const says = (body: string): void => void page.puts(chat, { body, notifyName });
  const arrived = (count: number) => until(page.changes, () => seen().length >= count || undefined);
  return Object.assign(readerOf(seen, arrived), {
    threadId: chat,
    says,
    presses: (buttonId: string) => says(wordFor(buttonId, seen())),
    sendsPhoto(caption: string) {
      page.files.set("/v/1", new Uint8Array([0xff, 0xd8, 0xff]));
      page.puts(chat, { type: "image", directPath: "/v/1", mimetype: "image/jpeg", caption, notifyName });
    },
  });
}

/** A desk whose phone is linked already: it takes over the connection, and what the library hears goes to it. */
export async function whatsappWebWay(): Promise<ChannelWay> {
  let connect: (sink: InboundSink) => void = () => {};
  const sink = new Promise<InboundSink>((resolve) => {
    connect = resolve;
  });
  const phone = openDesk(undefined, { sink: async (events) => (await sink)(events) });
  await green(phone);
  const page = phone.page();
  const linked: ConfiguredChannel = {
    name: "main",
    adapter: {
      ...phone.adapter,
      async listen(toDesk, signal, onHealth) {
        connect(toDesk);
        onHealth?.({ state: "green" });
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      },
    },
  };
  const desk = await aDesk({ env: { TURN_QUIET_MS: "100" }, channels: [linked] });
  let customers = 0;
  return {
    channel: "whatsapp-web",
    cannot: { buttons: "the page has no buttons: the labels stand below the text and are written back" },
    desk,
    customer(name) {
      customers += 1;
      return linkedPerson(page, `98912123456${customers}@c.us`, name);
    },
    async close() {
      await desk.stop();
      await phone.close();
    },
  };
}
