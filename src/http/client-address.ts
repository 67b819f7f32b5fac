import { BlockList, isIP } from "node:net";
import type { Context } from "hono";

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

/** Where a request comes from. */
export interface Client {
  /** An IP address, or `unknown` where there is no socket. */
  readonly address: string;
  /** Somebody who is not trusted says to speak for others: a proxy that was not named, or a liar. */
  readonly unnamedProxy: boolean;
}

/**
 * Reads where a request comes from: the other end of the socket or, where that is a trusted proxy, whom the proxies
 * name in X-Forwarded-For. Each appends the one it heard from, so the list is read from its end, and what stands before
 * the first address that is not trusted was written by the client itself.
 * @param trusted  addresses and CIDR ranges, as TRUSTED_PROXIES has them
 */
export function clientReader(trusted: readonly string[]): (c: Context) => Client {
  const proxies = new BlockList();
  for (const each of trusted) addTo(proxies, each);
  const isTrusted = (address: string) => isIP(address) > 0 && proxies.check(address, familyOf(address));

  return (c) => {
    const peer = plain((c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? "unknown");
    const forwarded = c.req.header("x-forwarded-for");
    if (forwarded === undefined) return { address: peer, unnamedProxy: false };
    if (!isTrusted(peer)) return { address: peer, unnamedProxy: true };
    let address = peer;
    for (const named of forwarded.split(",").map(plain).reverse()) {
      if (isIP(named) === 0) break;
      address = named;
      if (!isTrusted(named)) break;
    }
    return { address, unnamedProxy: false };
  };
}

/** Whether a text is an IP address, or a CIDR range such as 10.0.0.0/8. */
export function isAddressRange(text: string): boolean {
  try {
    addTo(new BlockList(), text);
    return true;
  } catch {
    return false;
  }
}

/**
 * By what an address is counted: an IPv6 customer is given a whole /64 and may use a new address for every request.
 * @returns the address itself, or the first half of an IPv6 one
 */
export function countedAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const rest = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill("0"), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** Without the port some proxies add, and an IPv4 address as one, however the socket writes it. */
function plain(text: string): string {
  const bare = /^\[(.+)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text.trim());
  return (bare?.[1] ?? bare?.[2] ?? text.trim()).replace(/^::ffff:(?=\d+\.)/i, "");
}

/** @throws where it is neither an address nor a range */
function addTo(list: BlockList, text: string): void {
  const [address = "", bits, ...more] = text.split("/");
  if (isIP(address) === 0 || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) throw new Error(text);
  if (bits === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}
