/** Something the person who typed the command can mend; its message says how. Shown without a stack trace. */
export class Problem extends Error {}

/** Causes that the failing program's own words give away, each with what to do. */
const ADVICE = [
  [/ENOSPC|no space left/i, "The disk is full: free some space (about 1 GB is needed) and try again."],
  [/EROFS|read-only file system/i, "The folder is on a read-only disk: copy it to one that can be written."],
  [/EACCES|EPERM|permission denied/i, "This user may not write here: give it the folder (chown -R), or use another."],
  [/EUSAGE|can only install packages when your package/i, "package.json and package-lock.json differ: npm install"],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i,
    "The package registry was not reached: check the network, or npm's proxy and registry settings.",
  ],
  [/heap out of memory|ENOMEM|cannot allocate/i, "Too little memory: about 1 GB is needed to install and build."],
];

/**
 * @param output  what the failed program wrote
 * @param otherwise  what to do when the cause is none of the usual ones
 */
export function advise(output, otherwise) {
  return ADVICE.find(([sign]) => sign.test(output))?.[1] ?? otherwise;
}
