import { ORPCError } from '@orpc/client'
import { describe, expect, it, vi } from 'vitest'
import { NotAnswered } from './failure.ts'
import { createLine, createMessagePortLine } from './transport.ts'

const silent = { call: () => new Promise<never>(() => undefined) }
const saying = (words: string) => ({ call: async () => words })

describe('the line to the data process', () => {
  it('refuses a call that is in flight when its link goes away', async () => {
    const line = createLine()
    const lose = line.connect(silent)
    const call = line.client.app.state()
    await Promise.resolve()
    lose()
    await expect(call).rejects.toBeInstanceOf(NotAnswered)
    expect(line.state()).toBe('lost')
  })

  it('refuses a call whose answer never comes, with the code TOO_SLOW', async () => {
    const line = createLine(5)
    line.connect(silent)
    await expect(line.client.app.state()).rejects.toMatchObject({ code: 'TOO_SLOW' })
  })

  it('waits for a work that tells how far it is for as long as the link is there, and no longer', async () => {
    const line = createLine(5)
    const lose = line.connect({ call: () => new Promise((resolve) => setTimeout(() => resolve({}), 20)) })
    const asked = { importId: '019ab0c1-2222-7333-8444-555566667777', language: 'en' as const }
    await expect(line.client.imports.run(asked)).resolves.toEqual({})
    const cut = line.client.imports.run(asked)
    await Promise.resolve()
    lose()
    await expect(cut).rejects.toBeInstanceOf(NotAnswered)
  })

  it('refuses a call when no link comes in time', async () => {
    await expect(createLine(5).client.app.state()).rejects.toBeInstanceOf(NotAnswered)
  })

  it('answers a call made while the link was away over the link that comes next', async () => {
    const line = createLine()
    line.connect(silent)()
    const call = line.client.app.state()
    line.connect(saying('hello'))
    await expect(call).resolves.toBe('hello')
  })

  it('keeps the new link when the one it replaced closes late', async () => {
    const line = createLine()
    const loseFirst = line.connect(silent)
    line.connect(saying('second'))
    loseFirst()
    expect(line.state()).toBe('connected')
    await expect(line.client.app.state()).resolves.toBe('second')
  })

  it('tells of each change of state once', () => {
    const line = createLine()
    const told: string[] = []
    const stop = line.subscribe(() => told.push(line.state()))
    const lose = line.connect(silent)
    lose()
    lose()
    line.connect(silent)
    stop()
    line.connect(silent)()
    expect(told).toEqual(['connected', 'lost', 'connected'])
  })
})

describe('what the line lets out', () => {
  function lineThatNotes() {
    const asked: string[] = []
    const line = createLine()
    line.connect({
      call: async (path) => {
        asked.push(path.join('.'))
        return {}
      },
    })
    return { line, asked }
  }

  it('before the data is open is what asks about the laptop; the rest waits and is asked once it is', async () => {
    const { line, asked } = lineThatNotes()
    line.admit('laptop')
    const state = line.client.app.state()
    const visits = line.client.visits.list({ businessDay: '2026-03-02' })
    await line.client.laptop.state()
    expect(asked).toEqual(['laptop.state'])
    line.admit('anyone')
    await state
    expect(asked).toEqual(['laptop.state', 'app.state'])
    line.admit('all')
    await visits
    expect(asked).toEqual(['laptop.state', 'app.state', 'visits.list'])
  })

  it('while the customer has the screen is what that asks and says, and nothing of the screens under it', async () => {
    const { line, asked } = lineThatNotes()
    line.admit('customer')
    const visits = line.client.visits.list({ businessDay: '2026-03-02' })
    await line.client.session.state()
    await line.client.customerView.leave({ pin: '271828' })
    expect(asked).toEqual(['session.state', 'customerView.leave'])
    line.admit('all')
    await visits
    expect(asked).toHaveLength(3)
  })

  it('before this window knew that the customer has the screen waits until it is handed back, and is lost in no way', async () => {
    vi.useFakeTimers()
    let isTurned = true
    let asked = 0
    const line = createLine()
    const refused: string[] = []
    line.onRefused((code) => refused.push(code))
    line.connect({
      call: async () => {
        asked += 1
        if (isTurned) throw new ORPCError('TURNED_TO_CUSTOMER')
        return 'kept'
      },
    })
    const draft = line.client.visits.list({ businessDay: '2026-03-02' })
    await vi.advanceTimersByTimeAsync(100)
    expect([asked, refused]).toEqual([1, ['TURNED_TO_CUSTOMER']])
    line.admit('customer')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(1)
    isTurned = false
    line.admit('all')
    await expect(draft).resolves.toBe('kept')
    isTurned = true
    const visits = line.client.visits.list({ businessDay: '2026-03-02' })
    await vi.advanceTimersByTimeAsync(0)
    // Turned and handed back before this window heard of either.
    isTurned = false
    await vi.advanceTimersByTimeAsync(1_000)
    await expect(visits).resolves.toBe('kept')
    isTurned = true
    await expect(line.client.customerView.leave({ pin: '1' })).rejects.toThrow(ORPCError)
    vi.useRealTimers()
  })

  it('while nobody is signed in is what needs nobody, whatever was asked under it', async () => {
    const { line, asked } = lineThatNotes()
    line.admit('anyone')
    const draft = line.client.discovery.keepDraft({
      opportunityId: '0197b3a0-0000-7000-8000-000000000001',
      questionId: 'week',
      text: 'the school run',
    })
    await line.client.session.state()
    await line.client.settings.update({ language: 'ur' })
    expect(asked).toEqual(['session.state', 'settings.update'])
    line.admit('all')
    await draft
    expect(asked).toHaveLength(3)
  })

  it('holds no time limit against a call that waits to be let out', async () => {
    const line = createLine(5)
    line.connect(saying('hello'))
    line.admit('laptop')
    const call = line.client.app.state()
    await new Promise((resolve) => setTimeout(resolve, 30))
    line.admit('all')
    await expect(call).resolves.toBe('hello')
  })

  it('forgets a call that was given up while it waited', async () => {
    const { line, asked } = lineThatNotes()
    line.admit('laptop')
    const giveUp = new AbortController()
    const call = line.client.app.state(undefined, { signal: giveUp.signal })
    giveUp.abort()
    await expect(call).rejects.toBeInstanceOf(NotAnswered)
    line.admit('all')
    await line.client.laptop.state()
    expect(asked).toEqual(['laptop.state'])
  })

  it('tells the code of each refusal until it is asked to stop', async () => {
    const line = createLine()
    line.connect({ call: () => Promise.reject(new ORPCError('SIGNED_OUT')) })
    const told: string[] = []
    const stop = line.onRefused((code) => told.push(code))
    await expect(line.client.visits.list({ businessDay: '2026-03-02' })).rejects.toThrow()
    stop()
    await expect(line.client.app.state()).rejects.toThrow()
    expect(told).toEqual(['SIGNED_OUT'])
  })
})

describe('the port handed over by the preload script', () => {
  function pageWith() {
    const page = new EventTarget()
    const post = (data: unknown, source: unknown, ports: MessagePort[]) => {
      const event = new Event('message')
      page.dispatchEvent(Object.assign(event, { data, source, ports }))
    }
    return { page: page as Window & EventTarget, post }
  }

  it('is taken only from the page itself and only under its name', () => {
    const { page, post } = pageWith()
    const line = createMessagePortLine(page)
    const { port1, port2 } = new MessageChannel()
    post({ type: 'northstar-port' }, {}, [port1])
    post({ type: 'another' }, page, [port1])
    post('northstar-port', page, [port1])
    post({ type: 'northstar-port' }, page, [])
    expect(line.state()).toBe('connecting')
    post({ type: 'northstar-port' }, page, [port1])
    expect(line.state()).toBe('connected')
    port2.close()
    port1.close()
  })

  it('is lost when the other side closes it, and replaced by the next one', async () => {
    const { page, post } = pageWith()
    const line = createMessagePortLine(page)
    const first = new MessageChannel()
    post({ type: 'northstar-port' }, page, [first.port1])
    const lost = new Promise<void>((resolve) => line.subscribe(resolve))
    first.port2.close()
    await lost
    expect(line.state()).toBe('lost')
    const second = new MessageChannel()
    post({ type: 'northstar-port' }, page, [second.port1])
    expect(line.state()).toBe('connected')
    second.port2.close()
  })
})
