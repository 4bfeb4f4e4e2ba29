import type { HeadofficeWire } from '../../electron/data/headoffice-wire.ts'
import { type CallCount, createCallCount } from './call-count.ts'
import type { Chance } from './chance.ts'
import { Crash } from './crash.ts'
import { cut, damaged } from './damage.ts'
import type { DamagingLine } from './damaging-line.ts'
import type { LaptopProgram } from './laptop-program.ts'
import { type Office, OfficeBug, type Travelling } from './office.ts'

/** What may become of one call. */
const troubles = [
  'request-lost',
  'answer-lost',
  'answer-lost',
  'said-twice',
  'old-answer',
  'request-cut',
  'answer-cut',
  'request-damaged',
  'answer-damaged',
  'office-ends-before-commit',
  'office-ends-after-commit',
  'laptop-ends-before-call',
  'laptop-ends-after-call',
] as const
type Trouble = (typeof troubles)[number]
const damages = ['request-damaged', 'answer-damaged'] as const

export interface Line {
  readonly wire: () => HeadofficeWire
  /** The share of calls that come to grief. */
  readonly setTrouble: (share: number) => void
  /** What the laptop's person does while a round goes on. */
  readonly setBetween: (act: () => void) => void
  readonly setDown: (isDown: boolean) => void
  readonly isDown: () => boolean
  /** Resolves when no call is under way any more. */
  readonly settled: () => Promise<void>
  /** Makes the line say of what it damaged that it was so from the beginning: a fault put in on purpose. */
  readonly forgeDigests: () => void
  readonly count: CallCount
}

const answerBytes = 32_000_000
const wireLimits = { connectMs: 1_000, silenceMs: 400, answerBytes }

type Answer = Travelling & { readonly status: number }

/** A laptop's way to head office, as bad as the seed has it. */
export function createLine(deps: {
  readonly chance: Chance
  readonly office: Office
  /** Of the laptop as it is installed now. */
  readonly program: () => LaptopProgram
  readonly turn: () => Promise<void>
  /** Ends the laptop's process. */
  readonly endLaptop: () => void
  /** The connection, where there is a real one. */
  readonly connection: DamagingLine | null
  readonly trace: (words: string) => void
}): Line {
  const { chance, office, turn, endLaptop, trace, program, connection } = deps
  let share = 0
  let isDown = false
  let isForged = false
  let between = () => {}
  const count = createCallCount()
  const oldAnswers = new Map<string, Answer>()
  const underWay = new Set<Promise<unknown>>()

  const failure = (trouble: string) => new (program().HeadofficeFailure)('line-broke', trouble)
  /** One call to head office; where that ends, the line breaks. */
  const unlessItEnds = async <T>(trouble: Trouble | null, call: () => Promise<T>): Promise<T> => {
    if (trouble === 'office-ends-before-commit') office.crashNext('before-commit')
    if (trouble === 'office-ends-after-commit') office.crashNext('after-commit')
    try {
      return await call()
    } catch (error) {
      if (error instanceof Crash || (error instanceof OfficeBug && error.cause instanceof Crash))
        throw failure(trouble ?? 'head office ended')
      throw error
    } finally {
      office.crashNext(null)
    }
  }

  const overNothing = async (request: Request, plain: Uint8Array<ArrayBuffer>, trouble: Trouble | null) => {
    const { method, url } = request
    const path = new URL(url).pathname
    const sent = await program().travellingBody(plain, null)
    const whole = {
      headers: { ...Object.fromEntries(request.headers), ...sent.headers },
      bytes: new Uint8Array(sent.bytes),
    }
    const said = plain.byteLength === 0 ? whole : spoilt(whole, trouble, 'request')
    const ask = () => unlessItEnds(trouble, () => office.answer({ method, url, ...said }))
    let answer = await ask()
    if (trouble === 'said-twice') {
      const again = await ask()
      if (chance.isTrue(0.5)) answer = again
    }
    const old = oldAnswers.get(path)
    if (isOfSync(path)) oldAnswers.set(path, answer)
    if (trouble === 'old-answer' && old && isOfSync(path)) answer = old
    const { bytes, headers } = spoilt(answer, trouble, 'answer')
    return () => program().readAnswer({ status: answer.status, headers }, async () => bytes, answerBytes)
  }
  const spoilt = (whole: Travelling, trouble: Trouble | null, way: 'request' | 'answer'): Travelling => {
    if (trouble === `${way}-cut`) return cut(chance, whole)
    return trouble === `${way}-damaged` ? damaged(chance, whole, { isForged }) : whole
  }

  const overConnection = async (
    wire: HeadofficeWire,
    request: Request,
    plain: Uint8Array<ArrayBuffer>,
    { line, trouble }: { readonly line: DamagingLine; readonly trouble: Trouble | null },
  ) => {
    const { method, url, headers, signal } = request
    const say = () =>
      wire.fetch(new Request(url, { method, headers, signal, ...(plain.byteLength > 0 && { body: plain }) }))
    if (trouble === 'request-damaged') line.damageNext('request', chance.below(plain.byteLength + 300))
    if (trouble === 'answer-damaged') line.damageNext('answer', chance.below(600))
    if (trouble === 'request-cut') line.cutNext('request', chance.below(plain.byteLength + 300))
    if (trouble === 'answer-cut') line.cutNext('answer', chance.below(600))
    try {
      const answer = await unlessItEnds(trouble, say)
      return async () => (trouble === 'said-twice' ? say() : answer)
    } finally {
      line.mend()
    }
  }

  const sendOver =
    (wire: HeadofficeWire | null) =>
    async (request: Request): Promise<Response> => {
      const path = new URL(request.url).pathname
      const whole = new Uint8Array(await request.arrayBuffer())
      await turn()
      request.signal.throwIfAborted()
      count.called(path)
      between()
      if (isDown) throw new (program().HeadofficeFailure)('no-internet', 'partitioned')
      const body = path === '/pull' ? withFewerRows(whole) : whole
      const trouble = isForged ? forged(path) : chance.isTrue(share) ? chance.pick(troubles) : null
      if (trouble !== null) trace(`    ${path}: ${trouble}`)
      const end = () => {
        endLaptop()
        throw failure(trouble ?? 'the laptop ended')
      }
      if (trouble === 'request-lost') throw failure(trouble)
      if (trouble === 'laptop-ends-before-call') return end()
      const read =
        wire === null || connection === null
          ? await overNothing(request, body, trouble)
          : await overConnection(wire, request, body, { line: connection, trouble })
      if (trouble === 'answer-lost') throw failure(trouble)
      if (trouble === 'laptop-ends-after-call') return end()
      return read()
    }
  /** Only what holds records is worth damaging so. */
  const forged = (path: string): Trouble | null =>
    share > 0 && ['/push', '/pull'].includes(path) && chance.isTrue(0.6) ? chance.pick(damages) : null
  /** Head office may always give less than was asked for. */
  const withFewerRows = (body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    if (!chance.isTrue(share)) return body
    const text = new TextDecoder().decode(body)
    return new TextEncoder().encode(text.replace(/"limit":\d+/, `"limit":${1 + chance.below(8)}`))
  }
  return {
    wire() {
      const wire = connection === null ? null : program().createHeadofficeWire(wireLimits)
      const send = sendOver(wire)
      const fetch = (request: Request): Promise<Response> => {
        const call = send(request)
        underWay.add(call)
        const isOver = () => void underWay.delete(call)
        call.then(isOver, isOver)
        return call
      }
      return { fetch, encodeFor: wire?.encodeFor ?? (() => {}) }
    },
    setTrouble(to) {
      share = to
    },
    setBetween(act) {
      between = act
    },
    setDown(to) {
      isDown = to
    },
    isDown: () => isDown,
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
    forgeDigests() {
      isForged = true
    },
    count,
  }
}

/** What says who a laptop is is good once: only who breaks TLS could say it again. */
const isOfSync = (path: string) => ['/handshake', '/push', '/pull', '/digest', '/repair'].includes(path)
