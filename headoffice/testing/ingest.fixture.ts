import { parseArgs } from 'node:util'
import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import { changeSetSchema } from '../../core/sync/protocol.ts'
import { openPglite } from '../pglite.ts'
import { openPostgres } from '../postgres.ts'
import { receivePage } from '../receive-page.ts'

/*
 * Head office's ingest in a process of its own, for a test to kill: it takes pages from its input, a line each, and
 * writes a line with the receipts of each once it has them.
 */

const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    device: { type: 'string' },
    url: { type: 'string' },
    folder: { type: 'string' },
  },
})
const caller = { storeId: storeIdSchema.parse(values.store), deviceId: deviceIdSchema.parse(values.device) }
const door =
  values.url === undefined
    ? await openPglite(z.string().parse(values.folder))
    : await openPostgres(values.url, () => {})

let text = ''
for await (const chunk of process.stdin) {
  text += String(chunk)
  const lines = text.split('\n')
  text = lines.pop() ?? ''
  for (const line of lines) {
    const changeSets = z.array(changeSetSchema).parse(JSON.parse(line))
    const receipts = await receivePage(door, caller, { changeSets }, { mark: door.mark, now: 1 })
    process.stdout.write(`${JSON.stringify(receipts)}\n`)
  }
}
