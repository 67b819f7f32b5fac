import { channelContract } from "../../contract/channel.ts";
import { whatsappCase } from "./case.ts";

channelContract("whatsapp", whatsappCase);
