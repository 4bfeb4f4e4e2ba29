import { z } from 'zod'
import { type ConsultantId, consultantIdSchema } from '../core/ids.ts'
import { roleSchema } from '../core/people/role.ts'
import type { Connection } from './connect.ts'

const consultantSchema = z
  .object({
    id: consultantIdSchema,
    name: z.string(),
    role: roleSchema,
    active: z.int(),
  })
  .transform(({ active, ...rest }) => ({ ...rest, active: active === 1 }))
export type Consultant = Readonly<z.infer<typeof consultantSchema>>

export interface Consultants {
  /** Everybody of the store, by name. */
  readonly all: () => readonly Consultant[]
  readonly get: (consultantId: ConsultantId) => Consultant | null
}

/** The store's people, whatever their role. */
export function createConsultants(connection: Connection): Consultants {
  const select = connection.prepare('SELECT * FROM consultant ORDER BY name, id')
  const byId = connection.prepare('SELECT * FROM consultant WHERE id = ?')
  return {
    all: () => z.array(consultantSchema).parse(select.all()),
    get(consultantId) {
      const row = byId.get(consultantId)
      return row === undefined ? null : consultantSchema.parse(row)
    },
  }
}
