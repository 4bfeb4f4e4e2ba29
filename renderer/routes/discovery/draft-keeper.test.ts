import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDraftKeeper, type DraftStatus } from './draft-keeper.ts'

function keeperOver(keep: (text: string) => Promise<{ keptAt: number }>) {
  const statuses: DraftStatus[] = []
  const keeper = createDraftKeeper({
    keep,
    onStatus: (status) => statuses.push(status),
    delayMs: 400,
    retryMs: 1000,
  })
  return { keeper, statuses, last: () => statuses.at(-1) }
}

describe('text being typed', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is sent at most the delay after the first unsent letter, however fast the typing goes on', async () => {
    const sent: string[] = []
    const { keeper } = keeperOver(async (text) => ({ keptAt: sent.push(text) }))
    for (const text of ['g', 'gr', 'gra', 'gran', 'grand']) {
      keeper.type(text)
      await vi.advanceTimersByTimeAsync(150)
    }
    expect(sent[0]).toBe('gra')
    await vi.advanceTimersByTimeAsync(400)
    expect(sent.at(-1)).toBe('grand')
  })

  it('is said to be kept only after the answer, and not while newer letters wait', async () => {
    const { keeper, last } = keeperOver(async () => ({ keptAt: 7 }))
    keeper.type('a')
    expect(last()).toEqual({ type: 'waiting' })
    await vi.advanceTimersByTimeAsync(400)
    expect(last()).toEqual({ type: 'kept', keptAt: 7 })
  })

  it('goes one call at a time, and the newest text goes last', async () => {
    const sent: string[] = []
    const answers: (() => void)[] = []
    const { keeper } = keeperOver((text) => {
      sent.push(text)
      return new Promise((resolve) => answers.push(() => resolve({ keptAt: 1 })))
    })
    keeper.type('one')
    keeper.flush()
    keeper.type('two')
    keeper.type('three')
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent).toEqual(['one'])
    answers[0]?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual(['one', 'three'])
  })

  it('that could not be kept is said so and sent again until it is', async () => {
    let left = 2
    const sent: string[] = []
    const { keeper, statuses, last } = keeperOver(async (text) => {
      sent.push(text)
      if (left-- > 0) throw new Error('away')
      return { keptAt: 9 }
    })
    keeper.type('never lost')
    await vi.advanceTimersByTimeAsync(3000)
    expect(sent).toEqual(['never lost', 'never lost', 'never lost'])
    expect(statuses.filter(({ type }) => type === 'failed')).toHaveLength(2)
    expect(last()).toEqual({ type: 'kept', keptAt: 9 })
  })

  it('is sent at once on a flush, and a second flush sends nothing more', async () => {
    const sent: string[] = []
    const { keeper } = keeperOver(async (text) => ({ keptAt: sent.push(text) }))
    keeper.type('going')
    keeper.flush()
    keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual(['going'])
  })

  it('is kept, the newest last, before an answer goes out', async () => {
    const sent: string[] = []
    const { keeper } = keeperOver(async (text) => ({ keptAt: sent.push(text) }))
    keeper.type('under way')
    keeper.flush()
    keeper.type('newest')
    await keeper.finish()
    expect(sent).toEqual(['under way', 'newest'])
  })

  it('does not hold an answer back when it cannot be kept, and goes on being sent', async () => {
    let away = true
    const sent: string[] = []
    const { keeper } = keeperOver(async (text) => {
      if (away) throw new Error('away')
      return { keptAt: sent.push(text) }
    })
    keeper.type('patience')
    await keeper.finish()
    away = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual(['patience'])
  })

  it('that is saved with an answer is not sent again, but what was typed since is', async () => {
    const sent: string[] = []
    const { keeper } = keeperOver(async (text) => ({ keptAt: sent.push(text) }))
    keeper.type('saved')
    keeper.forget('saved')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([])
    keeper.type('saved and more')
    keeper.forget('saved')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual(['saved and more'])
  })
})
