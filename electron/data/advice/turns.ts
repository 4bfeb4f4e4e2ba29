export interface Turns {
  /** Works this out once everything asked before it is. */
  readonly take: <T>(work: () => Promise<T>) => Promise<T>
}

/** One piece of work at a time, in the order in which it was asked for, whether or not what came before it failed. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take(work) {
      const result = last.then(work)
      // Whoever asked for it hears of its failure; the next one only waits for its end.
      last = result.catch(() => undefined)
      return result
    },
  }
}

/**
 * Those who ask for the same, by name, while it waits for its turn get one result; what has begun is theirs alone who
 * asked before it began.
 */
export function createSharedTurns<T>({ take }: Turns): (name: string, work: () => Promise<T>) => Promise<T> {
  const waiting = new Map<string, Promise<T>>()
  return (name, work) => {
    const sooner = waiting.get(name)
    if (sooner !== undefined) return sooner
    const result = take(() => {
      waiting.delete(name)
      return work()
    })
    waiting.set(name, result)
    return result
  }
}
