/**
 * Records that are one: a set of links between pairs, from which each split takes back exactly the links that it saw
 * (an observed-remove set). So the order in which they arrive does not matter, a link said meanwhile on another laptop
 * survives, and cycles or the same link said twice do no harm. Customers and visits link in the same way.
 */
export interface Link {
  readonly id: string
  readonly oneId: string
  readonly otherId: string
  /** False takes back the links it follows; where it follows none, it says that the two are not the same. */
  readonly linked: boolean
  readonly followsIds: readonly string[]
}

export interface Links {
  /** The links that nothing known has taken back. */
  readonly standing: readonly Link[]
  /** The records that are one with this one, itself among them, sorted; alone it stands for itself. */
  readonly classOf: (recordId: string) => readonly string[]
  /** The standing links that name this record. */
  readonly touching: (recordId: string) => readonly Link[]
  /** Every class of more than one. */
  readonly classes: readonly (readonly string[])[]
  /** Somebody said of these two, or of two records of theirs, that they are not the same, and they are not linked now. */
  readonly areToldApart: (oneId: string, otherId: string) => boolean
}

/** What follows from the links known, in whatever order they came. */
export function readLinks(known: readonly Link[]): Links {
  const takenBack = new Set(known.flatMap(({ linked, followsIds }) => (linked ? [] : followsIds)))
  const standing = known.filter(({ id, linked }) => linked && !takenBack.has(id))
  const { classOf, classes } = joined(standing)
  const touching = new Map<string, Link[]>()
  for (const link of standing)
    for (const end of new Set([link.oneId, link.otherId]))
      touching.set(end, [...(touching.get(end) ?? []), link])
  const apart = known.filter(({ linked }) => !linked)
  return {
    standing,
    classOf,
    classes,
    touching: (recordId) => touching.get(recordId) ?? [],
    areToldApart(oneId, otherId) {
      const [one, other] = [classOf(oneId), classOf(otherId)]
      if (one.includes(otherId)) return false
      return apart.some(
        (link) =>
          (one.includes(link.oneId) && other.includes(link.otherId)) ||
          (one.includes(link.otherId) && other.includes(link.oneId)),
      )
    },
  }
}

/**
 * The pairs to link again when a record is taken out of its class, so that the others stay one: whom only it held
 * together.
 * @param seen the links that are taken back, all of which name the record
 */
export function pairsToKeep(
  links: Links,
  recordId: string,
  seen: readonly Link[],
): readonly (readonly [string, string])[] {
  const goes = new Set(seen.map(({ id }) => id))
  const { classOf } = joined(links.standing.filter(({ id }) => !goes.has(id)))
  const ends = seen.flatMap(({ oneId, otherId }) => [oneId, otherId])
  const neighbours = [...new Set(ends)].filter((end) => end !== recordId).sort()
  const [first, ...rest] = neighbours
  if (first === undefined) return []
  const kept = new Set(classOf(first))
  return rest.flatMap((other) => {
    if (kept.has(other)) return []
    for (const member of classOf(other)) kept.add(member)
    return [[first, other] as const]
  })
}

/** Union-find over the ends of the links. */
function joined(links: readonly Link[]): Pick<Links, 'classOf' | 'classes'> {
  const parentOf = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let parent = parentOf.get(root); parent !== undefined && parent !== root; ) {
      root = parent
      parent = parentOf.get(root)
    }
    // So that the next one finds it in one step.
    for (let at = id; at !== root; ) {
      const next = parentOf.get(at) ?? root
      parentOf.set(at, root)
      at = next
    }
    return root
  }
  for (const { oneId, otherId } of links) {
    const [one, other] = [rootOf(oneId), rootOf(otherId)]
    if (!parentOf.has(one)) parentOf.set(one, one)
    parentOf.set(other, one)
  }
  const members = Map.groupBy(parentOf.keys(), rootOf)
  const sorted = new Map([...members].map(([root, ids]) => [root, [...ids].sort()]))
  return {
    classOf: (id) => (parentOf.has(id) ? (sorted.get(rootOf(id)) ?? [id]) : [id]),
    classes: [...sorted.values()].filter((ids) => ids.length > 1),
  }
}
