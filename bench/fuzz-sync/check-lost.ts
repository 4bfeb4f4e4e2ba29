import { z } from 'zod'
import { fieldKind } from '../../core/sync/entities.ts'
import type { FeedRow } from '../../core/sync/protocol.ts'
import { aboutErased } from './check-erased.ts'
import type { Checked } from './checked.ts'
import { isSame, type Said, textOf } from './ledger.ts'
import type { Fault } from './seed-result.ts'

/** Every acknowledged saying is shown, one side of a conflict, or followed by one whose writer saw it. */
export function lost({ ledger, lostLaptops }: Checked, rows: readonly FeedRow[]): readonly Fault[] {
  const faults: Fault[] = []
  const about = aboutErased(ledger.erased(), rows, ledger)
  const rowByKey = new Map(rows.map((row) => [`${row.entity} ${row.rowId}`, row]))
  const sayings = ledger.acts().flatMap((act) => act.edits.map((said) => ({ act, said })))
  const byRow = Map.groupBy(sayings, ({ said }) => `${said.entity} ${said.rowId}`)
  for (const [key, ofRow] of byRow) {
    const row = rowByKey.get(key)
    const [any] = ofRow
    if (!any) continue
    const { entity } = any.said
    for (const { act, said } of ofRow) {
      if (lostLaptops.has(act.laptop) || ledger.isGone(act.changeSetId)) continue
      const where = `${key} as act ${act.number} of laptop ${act.laptop} said it`
      if (!row) {
        faults.push({ kind: 'lost', what: `${where}: no such row` })
        continue
      }
      if (about.has(key)) continue
      for (const [field, value] of Object.entries(said.fields)) {
        const fed = row.fields[field]
        const standing = fed ? [fed.value, ...(fed.others ?? []).map((other) => other.value)] : []
        if (standing.some((each) => isSame(each, value))) continue
        // Not only later acts: a value said twice counts once, and what followed one saying follows the other.
        const others = ofRow.filter((other) => other.act !== act && Object.hasOwn(other.said.fields, field))
        const isStill =
          fieldKind(entity, field) === 'set'
            ? isSetKept(value, said, field, standing, others)
            : others.some((other) => other.said.saw.get(field)?.some((seen) => isSame(seen, value)))
        if (!isStill)
          faults.push({
            kind: 'lost',
            what: `${where}: ${field} ${textOf(value)} is neither shown, beside nor followed; there is ${textOf(standing)}`,
          })
      }
    }
  }
  return faults
}

function isSetKept(
  value: unknown,
  said: Said,
  field: string,
  standing: readonly unknown[],
  later: readonly { readonly said: Said }[],
): boolean {
  const listOf = (one: unknown): readonly string[] => z.array(z.string()).catch([]).parse(one)
  const kept = standing.flatMap(listOf)
  const had = (said.saw.get(field) ?? []).flatMap(listOf)
  const added = listOf(value).filter((item) => !had.includes(item))
  return added.every(
    (item) =>
      kept.includes(item) ||
      later.some(
        (other) =>
          other.said.saw.get(field)?.flatMap(listOf).includes(item) &&
          !listOf(other.said.fields[field]).includes(item),
      ),
  )
}
