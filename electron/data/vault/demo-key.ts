import type { DatabaseKey } from '../../../db/database-key.ts'

/** The key of every demo day. It is no secret and stands here openly: a demo's people are invented. */
export const demoKey: DatabaseKey = {
  dataKey: Buffer.from('northstar demo: this is no secret').subarray(0, 32).toString('hex'),
  salt: Buffer.from('northstar demo 1').toString('hex'),
}
