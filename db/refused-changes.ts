import type { Connection } from './connect.ts'

/** Makes the function that tells whether a change is this laptop's own and was refused by head office. */
export function createIsRefused(connection: Connection): (changeId: string) => boolean {
  // Nearly always there is none, and no change has to be looked for.
  const any = connection.prepare("SELECT 1 FROM receipt WHERE outcome = 'refused' LIMIT 1")
  const refused = connection.prepare<[string]>(
    `SELECT 1 FROM change c JOIN change_set cs ON cs.position = c.change_set_position
     JOIN receipt r ON r.change_set_id = cs.id
     WHERE c.id = ? AND c.can_follow = 1 AND r.outcome = 'refused'`,
  )
  return (changeId) => any.get() !== undefined && refused.get(changeId) !== undefined
}
