/**
 * Work in lanes: within one the order of coming is the order of doing, whatever becomes of the work before; lanes do not
 * wait for each other.
 */
export function openLanes() {
  const ends = new Map<string, Promise<unknown>>();
  return <T>(lane: string, work: () => Promise<T>): Promise<T> => {
    const before = ends.get(lane) ?? Promise.resolve();
    const mine = before.then(work, work);
    ends.set(lane, mine);
    const leave = (): void => {
      if (ends.get(lane) === mine) ends.delete(lane);
    };
    mine.then(leave, leave);
    return mine;
  };
}
