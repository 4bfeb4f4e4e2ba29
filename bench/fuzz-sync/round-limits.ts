import type { Fault } from './seed-result.ts'

/** What there was to say when a round began, with room for what was written and fed while it went on. */
export interface RoundWork {
  readonly changeSets: number
  readonly positions: number
  readonly isDown: boolean
}

/** A call is said once more where its token had run out. */
const timesForAToken = 2
/** As in a round: so often a page is said, and so often hands are shaken. */
const triesOfAPage = 4
const handshakes = 2
const bucketsInARound = 64

/** How often a round may make each call at the very most, however bad the line: more is a retry that does not end. */
export function tooManyCalls(
  laptop: number,
  { changeSets, positions, isDown }: RoundWork,
  calls: ReadonlyMap<string, number>,
): readonly Fault[] {
  const times = timesForAToken * handshakes
  const sayings = times * triesOfAPage
  const most: Readonly<Record<string, number>> = {
    '/handshake': times,
    '/push': sayings * (changeSets + 1),
    // The head, each position in a page of its own, and the end.
    '/pull': sayings * (positions + 2),
    '/digest': times,
    '/repair': times * bucketsInARound,
  }
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0)
  const ofSync = total - (calls.get('/nonce') ?? 0) - (calls.get('/token') ?? 0)
  const said = [...calls].filter(([path, count]) => count > (most[path] ?? 4 + ofSync * timesForAToken))
  const faults = said.map(([path, count]) => `${count} of ${path}`)
  // Without a network a round asks once, be it for a nonce or for a handshake.
  if (isDown && total > 1) faults.push(`${total} calls without a network`)
  return faults.map((what) => ({ kind: 'unbounded', what: `laptop ${laptop} made ${what} in a round` }))
}
