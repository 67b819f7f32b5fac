import { channelContract } from "../../../contract/channel.ts";
import { twilioCase } from "./case.ts";

channelContract("twilio", twilioCase);
