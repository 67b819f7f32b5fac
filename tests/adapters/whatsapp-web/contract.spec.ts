import { channelContract } from "../../contract/channel.ts";
import { linkedPhone } from "./case.ts";

channelContract("a linked WhatsApp phone", linkedPhone);
