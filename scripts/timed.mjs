import { performance } from "node:perf_hooks";

/** Does the work, then says how long it took; in a terminal says first what is being done. */
export async function timed(say, title, work) {
  if (process.stderr.isTTY) process.stderr.write(`${title} ...\r`);
  const began = performance.now();
  const result = await work();
  say(`${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}
