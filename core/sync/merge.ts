import { assertNever } from '../assert-never.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { ChangeId, ConsultantId } from '../ids.ts'
import type { FieldChange } from './protocol.ts'

type Value = FieldChange['value']

/** Who said a value and when, UTC milliseconds; the first version did not keep it beside the value. */
interface Sayer {
  readonly by?: ConsultantId | null
  readonly at?: number
}

/** One value of a field: the change that said it, and later changes that said the same. */
export interface Said extends Sayer {
  readonly value: Value
  readonly changeId: ChangeId
  readonly same: readonly ChangeId[]
}

/**
 * A value beside the one shown, with the changes it followed. `held` keeps it there although its parent is shown,
 * because a field it goes with is in conflict.
 */
interface Beside extends Said {
  readonly parents: readonly ChangeId[]
  readonly held: boolean
}

/**
 * What head office keeps of a field: the first accepted value, and the others beside it while they conflict or, in a
 * `set`, add up with it.
 */
export interface FieldState {
  readonly shown: Said
  readonly others: readonly Beside[]
}
export type RowState = Readonly<Record<string, FieldState>>

/** One change's say on one field. `followed` is whether a known change already names it as a parent. */
export interface Saying extends Sayer {
  readonly value: Value
  readonly changeId: ChangeId
  readonly parents: readonly ChangeId[]
  readonly followed: boolean
}

/** `shown`: it is what everyone sees. `history`: something known came after it. `beside`: it is one side of a conflict. */
export type Standing = 'shown' | 'history' | 'beside'

const hasSaid = (said: Said, changeId: ChangeId) => said.changeId === changeId || said.same.includes(changeId)
const follows = (parents: readonly ChangeId[], said: Said) => parents.some((parent) => hasSaid(said, parent))
const isEqual = (a: Value, b: Value) => a === b || canonicalJson(a) === canonicalJson(b)
const stateOf = (row: RowState, field: string): FieldState | undefined =>
  Object.hasOwn(row, field) ? row[field] : undefined

/** A field as it stands after the first change that said it. */
export function firstSaid({ parents: _parents, followed: _followed, ...said }: Saying): FieldState {
  return { shown: { ...said, same: [] }, others: [] }
}

/**
 * Takes one saying into a field.
 *
 * Invariant: the values shown and beside are exactly those of the changes that no known change follows, whatever the
 * order they arrive in, with equal values counted once.
 */
export function mergeField(
  state: FieldState | undefined,
  saying: Saying,
  hold = false,
): { readonly state: FieldState; readonly standing: Standing } {
  const { value, changeId, parents, followed: _, ...sayer } = saying
  const said: Beside = { value, changeId, parents, same: [], held: hold, ...sayer }
  if (!state) return { state: firstSaid(saying), standing: 'shown' }
  const { shown } = state
  const [settled, others] = partition(state.others, (other) => follows(parents, other))
  const standing = hold ? besideOrHistory(saying) : standingOf(state, saying)
  switch (standing) {
    case 'shown': {
      if (!follows(parents, shown))
        return { state: catchUp({ ...shown, same: [...shown.same, changeId] }, others), standing }
      const next = catchUp(said, others)
      // It is history itself: what came after it is known, and must be shown in its place.
      const isPast = saying.followed && next.shown.changeId === changeId
      return { state: isPast ? passOn(shown, said, others) : next, standing }
    }
    case 'history': {
      // What comes after this one also comes after what this one followed, which may still be on its way.
      const informed = others.map((other) =>
        other.parents.includes(changeId) ? { ...other, parents: [...other.parents, ...parents] } : other,
      )
      return { state: catchUp(shown, informed), standing }
    }
    case 'beside': {
      const heir = { ...said, parents: [...parents, ...settled.flatMap((other) => other.parents)] }
      const twin = others.find((other) => isEqual(other.value, value))
      const beside = twin
        ? others.map((other) => (other === twin ? { ...twin, same: [...twin.same, changeId] } : other))
        : [...others, heir]
      return { state: { shown, others: beside }, standing }
    }
    default:
      return assertNever(standing)
  }
}

/**
 * Takes one change into a row. Fields of one group in `together` go beside together: one of them in conflict takes
 * the change's others with it, so that no row shows half of each side.
 */
export function mergeRow(
  row: RowState,
  sayings: Readonly<Record<string, Saying>>,
  together: readonly (readonly string[])[],
): { readonly row: RowState; readonly beside: readonly string[] } {
  const conflicting = Object.keys(sayings).filter((field) => {
    const state = stateOf(row, field)
    const saying = sayings[field]
    return state && saying && standingOf(state, saying) === 'beside'
  })
  const held = new Set(together.filter((group) => group.some((field) => conflicting.includes(field))).flat())
  const merged = Object.entries(sayings).map(([field, saying]) => ({
    field,
    ...mergeField(stateOf(row, field), saying, held.has(field) && !conflicting.includes(field)),
  }))
  return {
    row: { ...row, ...Object.fromEntries(merged.map(({ field, state }) => [field, state])) },
    beside: merged.filter(({ standing }) => standing === 'beside').map(({ field }) => field),
  }
}

function standingOf({ shown }: FieldState, { value, parents, followed }: Saying): Standing {
  if (follows(parents, shown) || isEqual(shown.value, value)) return 'shown'
  return besideOrHistory({ followed })
}

const besideOrHistory = ({ followed }: Pick<Saying, 'followed'>): Standing =>
  followed ? 'history' : 'beside'

function partition<T>(
  items: readonly T[],
  test: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}

/** What it followed means nothing any more once it is shown. */
function onlySaid(said: Said | Beside): Said {
  if (!('parents' in said)) return said
  const { parents: _parents, held: _held, ...shown } = said
  return shown
}

/**
 * What stands after a saying that follows the one shown and is itself followed, where none of the others is known to
 * come after it: the later saying of the same value if there was one, otherwise one of the others.
 */
function passOn(shown: Said, past: Beside, others: readonly Beside[]): FieldState {
  const [later, ...same] = [shown.changeId, ...shown.same].filter((id) => !past.parents.includes(id))
  if (later !== undefined) return catchUp({ ...shown, changeId: later, same }, others)
  const next = others.find(({ held }) => !held) ?? past
  return catchUp(
    next,
    others.filter((other) => other !== next),
  )
}

/** Lets values that were waiting beside for the one now shown take their place after it, and drops equal ones. */
function catchUp(shown: Said, others: readonly Beside[]): FieldState {
  const successor = others.find((other) => !other.held && follows(other.parents, shown))
  if (successor)
    return catchUp(
      successor,
      others.filter((other) => other !== successor),
    )
  const twins = others.filter((other) => isEqual(other.value, shown.value))
  if (twins.length === 0) return { shown: onlySaid(shown), others }
  const same = [...shown.same, ...twins.flatMap((twin) => [twin.changeId, ...twin.same])]
  return catchUp(
    { ...shown, same },
    others.filter((other) => !twins.includes(other)),
  )
}
