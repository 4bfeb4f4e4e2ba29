import { HeadofficeFailure } from '../../electron/data/call-failure.ts'
import type { HeadofficeWire } from '../../electron/data/headoffice-wire.ts'
import type { Chance } from './chance.ts'
import { Crash } from './crash.ts'
import { type Office, OfficeBug } from './office.ts'

/** What may become of one call. */
type Trouble =
  | 'request-lost'
  | 'answer-lost'
  | 'said-twice'
  | 'old-answer'
  | 'request-cut'
  | 'answer-cut'
  | 'office-ends-before-commit'
  | 'office-ends-after-commit'
  | 'laptop-ends-before-call'
  | 'laptop-ends-after-call'

const troubles: readonly Trouble[] = [
  'request-lost',
  'answer-lost',
  'answer-lost',
  'said-twice',
  'old-answer',
  'request-cut',
  'answer-cut',
  'office-ends-before-commit',
  'office-ends-after-commit',
  'laptop-ends-before-call',
  'laptop-ends-after-call',
]

export interface Line {
  readonly wire: HeadofficeWire
  /** The share of calls that come to grief. */
  readonly setTrouble: (share: number) => void
  /** What the laptop's person does while a round goes on. */
  readonly setBetween: (act: () => void) => void
  readonly setDown: (isDown: boolean) => void
  readonly calls: () => number
}

/** A laptop's way to head office, as bad as the seed has it. */
export function createLine(deps: {
  readonly chance: Chance
  readonly office: Office
  readonly turn: () => Promise<void>
  /** Ends the laptop's process. */
  readonly endLaptop: () => void
  readonly trace: (words: string) => void
}): Line {
  const { chance, office, turn, endLaptop, trace } = deps
  let share = 0
  let isDown = false
  let calls = 0
  let between = () => {}
  const oldAnswers = new Map<string, { readonly status: number; readonly body: string }>()

  const send = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname
    const whole = new Uint8Array(await request.arrayBuffer())
    const body = path === '/pull' ? withFewerRows(whole, share) : whole
    await turn()
    request.signal.throwIfAborted()
    calls += 1
    between()
    if (isDown) throw new HeadofficeFailure('no-internet', 'partitioned')
    const trouble = chance.isTrue(share) ? chance.pick(troubles) : null
    if (trouble !== null) trace(`    ${path}: ${trouble}`)
    const said = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: trouble === 'request-cut' ? body.subarray(0, chance.below(body.length + 1)) : body,
    }
    const broke = () => new HeadofficeFailure('line-broke', trouble ?? 'head office ended')
    const end = () => {
      endLaptop()
      throw broke()
    }
    if (trouble === 'request-lost') throw broke()
    if (trouble === 'laptop-ends-before-call') return end()
    if (trouble === 'office-ends-before-commit') office.crashNext('before-commit')
    if (trouble === 'office-ends-after-commit') office.crashNext('after-commit')
    const answer = async () => {
      try {
        return await office.answer(said)
      } catch (error) {
        if (error instanceof Crash || (error instanceof OfficeBug && error.cause instanceof Crash))
          throw broke()
        throw error
      } finally {
        office.crashNext(null)
      }
    }
    let { status, body: text } = await answer()
    if (trouble === 'said-twice') {
      const again = await answer()
      if (chance.isTrue(0.5)) ({ status, body: text } = again)
    }
    if (trouble === 'answer-lost') throw broke()
    if (trouble === 'laptop-ends-after-call') return end()
    const old = oldAnswers.get(path)
    if (isOfSync(path)) oldAnswers.set(path, { status, body: text })
    if (trouble === 'old-answer' && old && isOfSync(path)) ({ status, body: text } = old)
    if (trouble === 'answer-cut') text = text.slice(0, chance.below(text.length))
    return new Response(text, { status, headers: { 'content-type': 'application/json' } })
  }
  /** Head office may always give less than was asked for. */
  const withFewerRows = (body: Uint8Array, least: number): Uint8Array => {
    if (!chance.isTrue(least)) return body
    const text = new TextDecoder().decode(body)
    return new TextEncoder().encode(text.replace(/"limit":\d+/, `"limit":${1 + chance.below(8)}`))
  }
  return {
    wire: { fetch: send, encodeFor: () => {} },
    setTrouble(to) {
      share = to
    },
    setBetween(act) {
      between = act
    },
    setDown(to) {
      isDown = to
    },
    calls: () => calls,
  }
}

/** What says who a laptop is is good once: only who breaks TLS could say it again. */
const isOfSync = (path: string) => ['/handshake', '/push', '/pull', '/digest', '/repair'].includes(path)
