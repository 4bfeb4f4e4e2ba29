import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { fuzz } from './fuzz.ts'

const { first, count, databaseUrl, isTraced } = z
  .object({
    first: z.int(),
    count: z.int(),
    databaseUrl: z.string().optional(),
    isTraced: z.boolean(),
  })
  .parse(workerData)

await fuzz({
  seeds: Array.from({ length: count }, (_, index) => first + index),
  databaseUrl,
  isTraced,
  onSeed: (result) => parentPort?.postMessage(result),
})
