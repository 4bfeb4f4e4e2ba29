/** One thing said about one purpose. */
export interface Said {
  readonly id: string
  readonly granted: boolean
  readonly followsId: string | null
  readonly alsoFollowsIds: readonly string[]
}

export interface Standing<S> {
  readonly said: S
  /**
   * Only beside a withdrawal: what was granted by somebody who did not know of it, such as on another laptop. It does
   * not count until the customer says it again.
   */
  readonly grantedApart: S | null
}

/**
 * What stands of everything that one person said about one purpose, on whatever record and laptop. A grant counts only
 * if it follows, through any number of others, every withdrawal that is known; else the withdrawal stands. So a
 * customer's no is never overtaken by a yes that did not know of it, and the order of arrival does not matter.
 * @returns `null` where nothing was said
 */
export function standingConsent<S extends Said>(all: readonly S[]): Standing<S> | null {
  const byId = new Map(all.map((said) => [said.id, said]))
  const followedBy = new Map(all.map((said) => [said.id, ancestorsOf(said, byId)]))
  const follows = (later: S, earlier: S) => followedBy.get(later.id)?.has(earlier.id) ?? false
  /** Those of them that no other of them follows; of several the one with the highest id, so that all laptops agree. */
  const last = (some: readonly S[]): S | null =>
    some.filter((said) => !some.some((other) => other !== said && follows(other, said))).sort(byIdDown)[0] ??
    null
  const withdrawals = all.filter(({ granted }) => !granted)
  const grants = all.filter(({ granted }) => granted)
  const counting = last(grants.filter((grant) => withdrawals.every((no) => follows(grant, no))))
  if (counting) return { said: counting, grantedApart: null }
  const no = last(withdrawals)
  if (!no) return null
  const withdrawn = (grant: S) => withdrawals.some((one) => follows(one, grant))
  return { said: no, grantedApart: last(grants.filter((grant) => !withdrawn(grant))) }
}

/** What a new one follows: everything that nothing else follows yet. Sorted by id. */
export function lastSaid<S extends Said>(all: readonly S[]): readonly S[] {
  const followed = new Set(all.flatMap(({ followsId, alsoFollowsIds }) => [followsId, ...alsoFollowsIds]))
  return all.filter(({ id }) => !followed.has(id)).toSorted((a, b) => byIdDown(b, a))
}

function ancestorsOf<S extends Said>(said: S, byId: ReadonlyMap<string, S>): ReadonlySet<string> {
  const found = new Set<string>()
  const toVisit: (S | undefined)[] = [said]
  for (let at = toVisit.pop(); at !== undefined; at = toVisit.pop())
    for (const id of [at.followsId, ...at.alsoFollowsIds])
      if (id !== null && !found.has(id)) {
        found.add(id)
        const next = byId.get(id)
        if (next) toVisit.push(next)
      }
  return found
}

function byIdDown(a: Said, b: Said): number {
  if (a.id === b.id) return 0
  return a.id < b.id ? 1 : -1
}
