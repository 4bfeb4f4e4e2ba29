import type { DeviceId, StoreId } from '../../core/ids.ts'

/** Who calls, as the token says and never the request. */
export interface Caller {
  readonly storeId: StoreId
  readonly deviceId: DeviceId
}
