import type { FeedRow } from '../../core/sync/protocol.ts'
import { diverged } from './check-diverged.ts'
import { duplicated } from './check-duplicated.ts'
import { resurrected } from './check-erased.ts'
import { lost } from './check-lost.ts'
import type { Checked } from './checked.ts'
import { officeProgram } from './office-program.ts'
import type { Fault } from './seed-result.ts'
import type { FuzzStore } from './store.ts'

/** Everything that must be so once all is connected, quiet and of the newest version. @returns what is not */
export async function check(store: FuzzStore): Promise<readonly Fault[]> {
  const checked = checkedOf(store)
  const rows = await readStore(checked)
  return [
    ...store.faults(),
    ...store.office.bugs().map((what) => ({ kind: 'broke' as const, what })),
    ...stuck(checked),
    ...(await diverged(checked, rows)),
    ...lost(checked, rows),
    ...(await duplicated(checked)),
    ...(await resurrected(checked, rows)),
  ]
}

/** What must be so of laptops of whatever version, once all is connected and quiet. @returns what is not */
export async function checkSame(store: FuzzStore): Promise<readonly Fault[]> {
  const checked = checkedOf(store)
  return diverged(checked, await readStore(checked))
}

const checkedOf = ({ office, storeId, ledger, lost: lostLaptops, sound }: FuzzStore): Checked => ({
  office,
  storeId,
  ledger,
  lostLaptops,
  laptops: sound(),
})

async function readStore({ office, storeId }: Checked): Promise<readonly FeedRow[]> {
  const rows: FeedRow[] = []
  for (let cursor = 0, end = false; !end; ) {
    const page = await officeProgram.readFeedPage(office.door, { storeId }, { cursor, limit: 5000 })
    rows.push(...page.rows)
    cursor = page.cursor
    end = page.end
  }
  return rows
}

/** What still waits for something; only what a laptop newer than all of them wrote may stand aside. */
function stuck({ laptops }: Checked): readonly Fault[] {
  return laptops.flatMap((laptop) => {
    const of = (sql: string) => laptop.db().connection.prepare(sql).all()
    const found = {
      waiting: of('SELECT * FROM outbox'),
      aside: of(
        "SELECT * FROM feed_aside WHERE reason NOT LIKE '%testDrive%' AND reason NOT LIKE '%shoeSize%'",
      ),
      'masked or refused': of("SELECT * FROM field_beside WHERE reason IN ('masked', 'refused')"),
      refused: of("SELECT * FROM receipt WHERE outcome = 'refused'"),
    }
    const what = Object.entries(found).filter(([, rows]) => rows.length > 0)
    return what.map(([name, rows]) => ({
      kind: 'stuck' as const,
      what: `laptop ${laptop.number} ${name}: ${JSON.stringify(rows[0])} (${rows.length})`,
    }))
  })
}
