/** What became of one wish: won, or lost with so many other times offered. */
export type Attempt = { won: true } | { won: false; why: string; alternatives: number };
export type Tally = { attempts: number; winners: number[]; losses: Record<string, number>; unconsoled: number };

/**
 * For each slot in turn, all racers want it at once. `book` is one wish, over the store or over HTTP; it throws on anything
 * that is neither a booking nor a clear refusal, and then so does the race.
 */
export async function race(size: { racers: number; slots: number }, book: (slot: number, racer: number) => Promise<Attempt>): Promise<Tally> {
  const tally: Tally = { attempts: 0, winners: [], losses: {}, unconsoled: 0 };
  for (let slot = 0; slot < size.slots; slot++) {
    const results = await Promise.all(Array.from({ length: size.racers }, (_, racer) => book(slot, racer)));
    tally.attempts += results.length;
    tally.winners.push(results.filter((result) => result.won).length);
    for (const result of results) {
      if (result.won) continue;
      tally.losses[result.why] = (tally.losses[result.why] ?? 0) + 1;
      if (result.alternatives === 0) tally.unconsoled++;
    }
  }
  return tally;
}

/** Pairs of standing bookings that share a moment of one resource: the ledger's own word, to be asked as its owner. */
export const OVERLAPS = `
  select count(*)::int as pairs from bookings a join bookings b
    on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id and a.id < b.id and a.during && b.during
  where a.status in ('held', 'confirmed') and b.status in ('held', 'confirmed')`;
