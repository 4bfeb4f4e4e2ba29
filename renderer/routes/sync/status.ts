import type { Outputs } from '../../northstar.tsx'

/** All that there is to say about sync. */
export type Status = Outputs['sync']['status']
