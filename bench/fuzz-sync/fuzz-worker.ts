import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { fuzz } from './fuzz.ts'

/** While a seed's fewest steps are looked for, the seeds after it wait. */
const shrinkMs = 60_000

const { seeds, templates, databaseUrl, isTraced, only } = z
  .object({
    seeds: z.array(z.int()),
    templates: z.object({ laptop: z.string(), office: z.string() }),
    databaseUrl: z.string().optional(),
    isTraced: z.boolean(),
    only: z.array(z.int()).optional(),
  })
  .parse(workerData)

await fuzz({
  seeds,
  templates,
  databaseUrl,
  isTraced,
  only,
  // With steps named, they are what is looked at.
  shrinkMs: only === undefined ? shrinkMs : 0,
  onSeed: (result) => parentPort?.postMessage(result),
})
