import { parentPort, workerData } from 'node:worker_threads'
import { talksOf, workSchema } from './cell.ts'

const { cells, customers } = workSchema.parse(workerData)
cells.forEach((cell, at) => {
  for (const steps of talksOf(cell, customers)) parentPort?.postMessage({ cell: at, steps })
})
