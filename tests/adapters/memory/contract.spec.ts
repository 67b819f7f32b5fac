import { channelContract } from "../../contract/channel.ts";
import { memoryCase } from "./case.ts";

channelContract("memory", memoryCase);
