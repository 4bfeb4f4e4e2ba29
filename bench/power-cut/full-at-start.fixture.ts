import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { z } from 'zod'
import { Refusal } from '../../contract/errors.ts'
import { laptopAt } from '../torture/open-laptop.ts'
import { perform } from '../torture/perform.ts'
import { fillDisk, freeDisk, openControl } from './losing-disk.ts'

const startSchema = z.object({
  folder: z.string(),
  resources: z.string(),
  reportsWorker: z.string(),
  upkeepWorker: z.string(),
  importsWorker: z.string(),
  adviceWorker: z.string(),
  controlFile: z.string(),
  /** Starts on a disk that is full at once, then after one write more, and so on: of a laptop that is set up, of new ones. */
  starts: z.object({ known: z.int(), fresh: z.int(), step: z.int() }),
})

// Starts laptops on a disk that is full, frees it and tries again; says how each start was refused.
const place = startSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
const control = openControl(place.controlFile)
const say = (code: string) => writeSync(3, `${JSON.stringify({ type: 'refused', code })}\n`)

async function startOnFull(folder: string, after: number): Promise<void> {
  fillDisk(control, { error: 'ENOSPC', what: 'room', shortWrite: false, after })
  try {
    const laptop = laptopAt({ ...place, folder })
    await laptop.idle()
    const state = laptop.state()
    freeDisk(control)
    if (state.type === 'refused') {
      say(state.code)
      laptop.tryAgain()
      await laptop.idle()
    }
    if (laptop.state().type !== 'open') throw new Error(`It stays shut: ${JSON.stringify(laptop.state())}`)
    await laptop.close()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(error.code)
    freeDisk(control)
    const laptop = laptopAt({ ...place, folder })
    await laptop.idle()
    if (laptop.state().type !== 'open') throw new Error(`It stays shut: ${JSON.stringify(laptop.state())}`)
    await laptop.close()
  }
}

try {
  const laptop = laptopAt(place)
  await laptop.idle()
  const service = laptop.service()
  if (!service) throw new Error('The laptop does not open')
  await perform(createRouterClient(service.router), { type: 'set-up', managerName: 'Imran Sheikh' })
  await laptop.close()
  const { known, fresh, step } = place.starts
  for (let start = 0; start < known; start += 1) await startOnFull(place.folder, start * step)
  writeSync(3, `${JSON.stringify({ type: 'ready' })}\n`)
  for (let start = 0; start < fresh; start += 1)
    await startOnFull(join(place.folder, `new-${start}`), start * step)
} catch (error) {
  writeSync(
    3,
    `${JSON.stringify({ type: 'fault', what: error instanceof Error ? (error.stack ?? '') : String(error) })}\n`,
  )
}
process.exit(0)
