import { z } from 'zod'
import { consultantIdSchema } from '../core/ids.ts'
import type { Connection } from './connect.ts'

const consultantSchema = z
  .object({
    id: consultantIdSchema,
    name: z.string(),
    role: z.enum(['consultant', 'manager']),
    active: z.int(),
  })
  .transform(({ active, ...rest }) => ({ ...rest, active: active === 1 }))
export type Consultant = Readonly<z.infer<typeof consultantSchema>>

/** The store's people, by name. */
export function createConsultants(connection: Connection): { readonly all: () => readonly Consultant[] } {
  const select = connection.prepare('SELECT * FROM consultant ORDER BY name, id')
  return { all: () => z.array(consultantSchema).parse(select.all()) }
}
