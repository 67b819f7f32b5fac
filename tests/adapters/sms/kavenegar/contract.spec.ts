import { channelContract } from "../../../contract/channel.ts";
import { kavenegarByPull, kavenegarByPush } from "./case.ts";

channelContract("kavenegar by push", kavenegarByPush);
channelContract("kavenegar by pull", kavenegarByPull);
