import { isDeepStrictEqual } from 'node:util'
import type { EntityName } from '../../core/sync/entities.ts'
import type { Call, Made } from './calls.ts'
import { type ExpectedEdit, expectedEdits } from './expected-edits.ts'

interface FoundEdit {
  readonly entity: string
  readonly rowId: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

/** A change set as it stands in a laptop's database. */
export interface FoundChangeSet {
  readonly edits: readonly FoundEdit[]
}

/** What stands in a laptop's database beside its change sets. */
export interface FoundBeside {
  readonly colourScheme: string
  readonly headofficeUrl: string | null
  readonly catalogueVersion: string
  /** Text being typed, by opportunity and question. */
  readonly drafts: ReadonlyMap<string, string>
}

/** `lost`: something acknowledged is missing or not what was acknowledged. `corrupt`: anything else that may not be. */
export interface Fault {
  readonly type: 'lost' | 'corrupt'
  readonly what: string
}

/**
 * All that one laptop acknowledged, in its order, and the one call that it may have done without an answer. A laptop
 * does one call after the other, so its change sets must be these, one for one, and at most that call's after them.
 */
export interface Ledger {
  readonly begin: (call: Call) => void
  readonly acknowledge: (made: Made) => void
  /** The call under way was refused: it had been done before, or there was nothing to do. */
  readonly refuse: () => void
  /** The call that got no answer, `null` when there is none. */
  readonly unanswered: () => Call | null
  readonly acknowledged: () => number
  /** The backup that was made last, which no other can have taken the place of. */
  readonly newestBackup: () => string | null
  /**
   * Compares with what a database holds. What stands there of the unanswered call counts as kept from now on, so that
   * it must still be there the next time, and must not be there twice when the call is made again.
   */
  readonly compare: (changeSets: readonly FoundChangeSet[], beside: FoundBeside | null) => readonly Fault[]
}

export function createLedger(): Ledger {
  const written: (readonly ExpectedEdit[])[] = []
  const rows = new Map<string, Record<string, unknown>>()
  const drafts = new Map<string, string>()
  let colourScheme = 'auto'
  let headofficeUrl: string | null = null
  let catalogueVersion: string | null = null
  const misanswered: Fault[] = []
  let acknowledged = 0
  let newestBackup: string | null = null
  let unanswered: Call | null = null
  /** The unanswered call's change set stands in the database. */
  let isKept = false

  const before = (entity: EntityName, rowId: string) => rows.get(`${entity} ${rowId}`) ?? {}
  const keep = (edits: readonly ExpectedEdit[]) => {
    written.push(edits)
    for (const { entity, rowId, fields } of edits)
      if (rowId !== null) rows.set(`${entity} ${rowId}`, { ...before(entity, rowId), ...fields })
  }
  const keepBeside = (call: Call, made: Made) => {
    if (call.type === 'keep-draft') drafts.set(draftKey(call), call.text)
    if (call.type === 'answer') drafts.delete(draftKey(call))
    if (call.type === 'set-colours') colourScheme = call.colourScheme
    if (call.type === 'enrol') headofficeUrl = call.url
    if (made.backupId !== undefined) newestBackup = made.backupId
    if (made.catalogueVersion !== undefined) catalogueVersion = made.catalogueVersion
  }

  const compareChangeSets = (found: readonly FoundChangeSet[]): readonly Fault[] => {
    const faults: Fault[] = []
    for (const [index, edits] of written.entries()) {
      const what = `change set ${index + 1} of ${written.length}`
      const there = found[index]
      if (!there) faults.push({ type: 'lost', what: `${what} is missing: ${brief(edits)}` })
      else if (!isSame(edits, there.edits))
        faults.push({ type: 'lost', what: `${what} is ${brief(there.edits)}, not ${brief(edits)}` })
    }
    const more = found.slice(written.length)
    const maybe = unanswered && !isKept ? expectedEdits(unanswered, null, before) : null
    const [kept] = more
    if (kept && maybe && isSame(maybe, kept.edits)) {
      isKept = true
      keep(kept.edits.map((edit, index) => ({ ...edit, entity: maybe[index]?.entity ?? 'visit' })))
      more.shift()
    }
    for (const { edits } of more)
      faults.push({ type: 'corrupt', what: `nobody wrote the change set ${brief(edits)}` })
    return faults
  }

  const compareBeside = (found: FoundBeside): readonly Fault[] => {
    const faults: Fault[] = []
    const expect = (what: string, there: unknown, wanted: unknown, otherwise: unknown) => {
      if (there !== wanted && (otherwise === undefined || there !== otherwise))
        faults.push({ type: 'lost', what: `${what} is ${String(there)}, not ${String(wanted)}` })
    }
    const call = unanswered
    expect(
      'the colour scheme',
      found.colourScheme,
      colourScheme,
      call?.type === 'set-colours' ? call.colourScheme : undefined,
    )
    colourScheme = found.colourScheme
    const url = call?.type === 'enrol' ? call.url : undefined
    expect('the address of head office', found.headofficeUrl, headofficeUrl, url)
    headofficeUrl = found.headofficeUrl
    if (catalogueVersion !== null && call?.type !== 'import-catalogue')
      expect('the catalogue in use', found.catalogueVersion, catalogueVersion, undefined)
    catalogueVersion = found.catalogueVersion

    const typed = call?.type === 'keep-draft' ? { key: draftKey(call), text: call.text } : null
    const answered = call?.type === 'answer' && isKept ? draftKey(call) : null
    if (typed && found.drafts.get(typed.key) === typed.text) drafts.set(typed.key, typed.text)
    if (answered !== null) drafts.delete(answered)
    for (const key of new Set([...drafts.keys(), ...found.drafts.keys()]))
      expect('a text being typed', found.drafts.get(key), drafts.get(key), undefined)
    return faults
  }

  return {
    begin(call) {
      if (!isDeepStrictEqual(call, unanswered)) isKept = false
      unanswered = call
    },
    acknowledge(made) {
      if (!unanswered) throw new Error('Nothing was begun')
      const edits = expectedEdits(unanswered, made, before)
      if (edits && !isKept) keep(edits)
      else if (edits && !isSame(edits, written.at(-1) ?? []))
        misanswered.push({
          type: 'lost',
          what: `made again, ${unanswered.type} was answered with ${brief(edits)}, not ${brief(written.at(-1) ?? [])}`,
        })
      if (edits || isWriteBeside(unanswered)) acknowledged += 1
      keepBeside(unanswered, made)
      unanswered = null
      isKept = false
    },
    refuse() {
      unanswered = null
      isKept = false
    },
    unanswered: () => unanswered,
    acknowledged: () => acknowledged,
    newestBackup: () => newestBackup,
    compare: (changeSets, beside) => [
      ...misanswered.splice(0),
      ...compareChangeSets(changeSets),
      ...(beside ? compareBeside(beside) : []),
    ],
  }
}

export const draftKey = (of: { readonly opportunityId: string; readonly questionId: string }): string =>
  `${of.opportunityId} ${of.questionId}`

const isWriteBeside = ({ type }: Call): boolean =>
  type === 'keep-draft' ||
  type === 'back-up' ||
  type === 'set-colours' ||
  type === 'enrol' ||
  type === 'import-catalogue'

function isSame(expected: readonly ExpectedEdit[], found: readonly FoundEdit[]): boolean {
  return (
    expected.length === found.length &&
    expected.every(({ entity, rowId, fields }, index) => {
      const edit = found[index]
      return (
        edit?.entity === entity &&
        (rowId === null || edit.rowId === rowId) &&
        Object.entries(fields).every(([field, value]) => isDeepStrictEqual(edit.fields[field], value))
      )
    })
  )
}

const brief = (edits: readonly { readonly entity: string; readonly rowId: string | null }[]): string =>
  edits.map(({ entity, rowId }) => `${entity} ${rowId ?? '?'}`).join(' + ')
