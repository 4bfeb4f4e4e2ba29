import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { LaptopState } from '../../contract/laptop.ts'
import { consultantIdSchema, opportunityIdSchema, storeIdSchema, visitIdSchema } from '../../core/ids.ts'
import { NotAnswered } from '../failure.ts'
import type { AppState } from '../northstar.tsx'
import { type Answers, admittedIn, type SessionState, standingOf } from './standing.ts'

const open: LaptopState = { type: 'open' }
const store = {
  id: storeIdSchema.parse('0197b3a0-0000-7000-8000-000000000001'),
  name: 'Clifton Motors',
  code: 'KHI-01',
  timeZone: 'Asia/Karachi',
}
// Only what the standing looks at.
const appOf = (part: Pick<AppState, 'store'>) => part as AppState
const session: SessionState = {
  signedIn: null,
  lastConsultantId: null,
  because: 'start',
  people: [],
  idleLockMinutes: 10,
  demoPin: null,
  customerView: null,
}
const signedIn: SessionState = {
  ...session,
  because: null,
  signedIn: {
    consultantId: consultantIdSchema.parse('0197b3a0-0000-7000-8000-000000000002'),
    role: 'manager',
    since: 0,
  },
}
const nothing = { data: undefined, error: null }
const asked = <T>(data: T) => ({ data, error: null })
const failed = (error: Error) => ({ data: undefined, error })

function standing(part: Partial<Answers>) {
  return standingOf({ lineState: 'connected', laptop: nothing, app: nothing, session: nothing, ...part })
}

describe('where the page stands', () => {
  it('is asking until something was answered, and says when nothing answers', () => {
    expect(standing({})).toEqual({ type: 'asking' })
    expect(standing({ lineState: 'lost' })).toEqual({ type: 'not-answering' })
    expect(standing({ laptop: failed(new NotAnswered()) })).toEqual({ type: 'not-answering' })
  })

  it('is what the laptop’s data is while that is not open, whatever was known before and whatever the line does', () => {
    const laptop: LaptopState = { type: 'refused', code: 'DATABASE_NEWER', detail: {} }
    const known = { app: asked(appOf({ store })), session: asked(signedIn) }
    expect(standing({ laptop: asked(laptop), ...known })).toEqual({ type: 'laptop', laptop })
    expect(standing({ laptop: asked(laptop), lineState: 'lost' })).toEqual({ type: 'laptop', laptop })
  })

  it('goes from set-up to sign-in to the screens', () => {
    const before = { laptop: asked(open), session: asked(session) }
    expect(standing({ ...before, app: asked(appOf({ store: null })) }).type).toBe('set-up')
    expect(standing({ ...before, app: asked(appOf({ store })) }).type).toBe('sign-in')
    expect(standing({ ...before, app: asked(appOf({ store })), session: asked(signedIn) }).type).toBe('in')
  })

  it('is the customer’s while the screen is turned to them, but for whoever must sign in first', () => {
    const shown = {
      visitId: visitIdSchema.parse('0197b3a0-0000-7000-8000-000000000003'),
      opportunityId: opportunityIdSchema.parse('0197b3a0-0000-7000-8000-000000000004'),
      page: 'felt-heard' as const,
      language: 'ur' as const,
      variantIds: [],
    }
    const before = { laptop: asked(open), app: asked(appOf({ store })) }
    const turned = standing({ ...before, session: asked({ ...signedIn, customerView: shown }) })
    expect(turned).toMatchObject({ type: 'customer', shown })
    expect(admittedIn(turned, true)).toBe('customer')
    expect(standing({ ...before, session: asked({ ...session, customerView: shown }) }).type).toBe('sign-in')
  })

  it('lets nobody in before it is known who is signed in', () => {
    expect(standing({ laptop: asked(open), app: asked(appOf({ store })) })).toEqual({ type: 'asking' })
  })

  it('stays what it was when the line goes away in the middle of a conversation', () => {
    const known = { laptop: asked(open), app: asked(appOf({ store })), session: asked(signedIn) }
    expect(standing({ ...known, lineState: 'lost' }).type).toBe('in')
  })

  it('asks for the laptop’s state when the data closed between two calls, and says any other refusal', () => {
    const closed = failed(new ORPCError('LAPTOP_NOT_OPEN'))
    const broken = new ORPCError('DISK_FAILED')
    expect(standing({ laptop: asked(open), app: closed })).toEqual({ type: 'asking' })
    expect(standing({ laptop: asked(open), app: failed(broken) })).toEqual({ type: 'refused', error: broken })
  })
})

describe('what is let out', () => {
  it('is only what has an answer: about the laptop, for anyone, or everything', () => {
    const app = asked(appOf({ store }))
    const admitted = (answers: Partial<Answers>) =>
      admittedIn(standing(answers), answers.laptop?.data?.type === 'open')
    expect(admitted({})).toBe('laptop')
    expect(admitted({ laptop: asked({ type: 'refused', code: 'BUG', detail: {} }) })).toBe('laptop')
    expect(admitted({ laptop: asked(open) })).toBe('anyone')
    expect(admitted({ laptop: asked(open), app, session: asked(session) })).toBe('anyone')
    expect(admitted({ laptop: asked(open), app, session: asked(signedIn) })).toBe('all')
  })
})
