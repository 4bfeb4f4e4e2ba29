import type { ColumnMapping, Mapping } from '../../../core/import/mapping.ts'
import { newId } from '../../doors.ts'
import type { TestClient } from '../test-service.ts'
import { sendFile } from './bring-file.ts'

const language = 'en' as const

/** Announces a file and sends all of it. @returns the id of the import */
export async function sent(
  client: TestClient,
  fileName: string,
  content: string | Uint8Array,
): Promise<string> {
  const importId = newId()
  await sendFile(client, importId, fileName, Buffer.from(content))
  return importId
}

/** Looks at a file that was sent; what is not said is left to be found. */
export const lookAt = (
  client: TestClient,
  importId: string,
  of: Partial<Omit<Parameters<TestClient['imports']['look']>[0], 'importId'>> = {},
) => client.imports.look({ importId, language, reading: {}, target: null, ...of })

/** A mapping with these fields in place of what it says of them. */
export function withFields(mapping: Mapping, fields: ColumnMapping['fields']): Mapping {
  if (mapping.target === 'epa') return mapping
  const others = mapping.fields.filter(({ field }) => !fields.some((one) => one.field === field))
  return { ...mapping, fields: [...others, ...fields] }
}

/** Sends a file and plans its import as it was guessed, with these fields said. */
export async function planned(
  client: TestClient,
  fileName: string,
  content: string | Uint8Array,
  fields: ColumnMapping['fields'] = [],
) {
  const importId = await sent(client, fileName, content)
  const look = await lookAt(client, importId)
  const mapping = withFields(look.mapping, fields)
  const plan = await client.imports.plan({ importId, language, mapping })
  return { importId, look, mapping, plan }
}

/** Sends a file and imports it as `planned` plans it. */
export async function imported(
  client: TestClient,
  fileName: string,
  content: string | Uint8Array,
  fields: ColumnMapping['fields'] = [],
) {
  const made = await planned(client, fileName, content, fields)
  return { ...made, standing: await client.imports.run({ importId: made.importId, language }) }
}

/** Rows of a plan, from its beginning. */
export const rowsOf = (
  client: TestClient,
  importId: string,
  show: 'refused' | 'changed' | 'added',
  words = '',
) => client.imports.rows({ importId, language, show, words, offset: 0, limit: 100 })
