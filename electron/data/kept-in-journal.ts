import type { ChangeSets } from '../../db/change-sets.ts'
import type { JournalKeeper } from './journal-keeper.ts'

/** What is committed is in the journal within a second. */
export const keptInJournal = (
  changeSets: ChangeSets,
  keeper: Pick<JournalKeeper, 'written'>,
): ChangeSets => ({
  ...changeSets,
  commit(action) {
    const committed = changeSets.commit(action)
    keeper.written()
    return committed
  },
})
