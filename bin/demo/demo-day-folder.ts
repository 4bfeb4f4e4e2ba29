import { join } from 'node:path'

/** Where a demo day lies when no folder is named: each market that is named has one of its own. */
export function demoDayFolder(root: string, market: string | undefined): string {
  return join(root, market === undefined ? 'demo-day' : `demo-day-${market}`)
}
