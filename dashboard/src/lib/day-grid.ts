/** Places things of a day in a column: those that overlap stand side by side. Pure. */
export type Span = { startMin: number; endMin: number };
export type Placed<T> = T & { lane: number; lanes: number };

export function inLanes<T extends Span>(spans: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let cluster: Placed<T>[] = [];
  let clusterEnd = 0;
  const close = () => {
    const lanes = Math.max(0, ...cluster.map(({ lane }) => lane + 1));
    for (const one of cluster) one.lanes = lanes;
    cluster = [];
  };
  for (const span of spans.toSorted((a, b) => a.startMin - b.startMin || b.endMin - a.endMin)) {
    if (span.startMin >= clusterEnd) close();
    const taken = new Set(cluster.filter((one) => one.endMin > span.startMin).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    const one = { ...span, lane, lanes: 1 };
    cluster.push(one);
    placed.push(one);
    clusterEnd = cluster.length === 1 ? span.endMin : Math.max(clusterEnd, span.endMin);
  }
  close();
  return placed;
}

/** The hours a grid must show, whole hours: everything in it and the opening hours, at least eight. */
export function shownHours(spans: readonly Span[], opensMin: number, closesMin: number): { fromMin: number; toMin: number } {
  const from = Math.floor(Math.min(opensMin, ...spans.map(({ startMin }) => startMin)) / 60) * 60;
  const to = Math.ceil(Math.max(closesMin, ...spans.map(({ endMin }) => endMin)) / 60) * 60;
  const fromMin = Math.max(0, from);
  return { fromMin, toMin: Math.min(1440, Math.max(to, fromMin + 480)) };
}

/** Minutes since midnight of "HH:MM"; "24:00" is 1440. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** "HH:MM" of minutes since midnight. */
export const timeOf = (min: number): string => `${String(Math.floor(min / 60)).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`;
