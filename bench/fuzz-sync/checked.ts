import type { StoreId } from '../../core/ids.ts'
import type { FuzzLaptop } from './laptop.ts'
import type { Ledger } from './ledger.ts'
import type { Office } from './office.ts'

/** What is looked at in the end. */
export interface Checked {
  readonly office: Office
  readonly storeId: StoreId
  /** Those that are connected and healed. */
  readonly laptops: readonly FuzzLaptop[]
  readonly ledger: Ledger
  /** Laptops that were lost with what they had not sent. */
  readonly lostLaptops: ReadonlySet<number>
}
