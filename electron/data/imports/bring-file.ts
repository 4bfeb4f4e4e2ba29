import type { ContractRouterClient } from '@orpc/contract'
import type { z } from 'zod'
import type { importContract } from '../../../contract/import-contract.ts'
import type {
  importPlanSchema,
  importRowsSchema,
  importStandingSchema,
} from '../../../contract/import-views.ts'
import type { NewId } from '../../../core/ids.ts'
import type { Mapping } from '../../../core/import/mapping.ts'
import type { Language } from '../../../core/market/language.ts'

type Client = ContractRouterClient<typeof importContract>

/** What came of bringing in a file with nobody at the screen. */
export interface Brought {
  readonly plan: z.infer<typeof importPlanSchema>
  /** The first rows of which something was refused. */
  readonly refused: z.infer<typeof importRowsSchema>['rows']
  /** `null` where nothing in the file would change anything, and nothing was written. */
  readonly outcome: z.infer<typeof importStandingSchema>['outcome']
}

const partBytes = 1_000_000
const mostListed = 100

/** Sends a file in parts, as a page does. */
export async function sendFile(
  client: Client,
  importId: string,
  fileName: string,
  content: Uint8Array,
): Promise<void> {
  await client.imports.begin({ importId, fileName, bytes: content.length })
  for (let offset = 0; offset < content.length; offset += partBytes) {
    const part = new Blob([new Uint8Array(content.subarray(offset, offset + partBytes))])
    await client.imports.part({ importId, offset, content: part })
  }
}

/**
 * Imports a file as it is most likely meant, with nobody at the screen.
 * @param mapped changes the mapping that was guessed
 * @throws what the calls are refused with
 */
export async function bringFile(
  client: Client,
  newId: NewId,
  file: { readonly fileName: string; readonly content: Uint8Array; readonly language: Language },
  mapped: (guessed: Mapping) => Mapping = (guessed) => guessed,
): Promise<Brought> {
  const importId = newId()
  const { fileName, content, language } = file
  await sendFile(client, importId, fileName, content)
  const { mapping } = await client.imports.look({ importId, language, reading: {}, target: null })
  const plan = await client.imports.plan({ importId, language, mapping: mapped(mapping) })
  const all = { importId, language, words: '', offset: 0, limit: mostListed }
  const { rows: refused } = await client.imports.rows({ ...all, show: 'refused' })
  const { added, changed } = plan.counts
  const { outcome } =
    added + changed === 0 ? { outcome: null } : await client.imports.run({ importId, language })
  await client.imports.cancel({ importId })
  return { plan, refused, outcome }
}
