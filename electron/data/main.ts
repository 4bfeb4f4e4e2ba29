import { parseArgs } from 'node:util'
import { checkNode } from '../../bin/check-node.js'
import { Refusal } from '../../contract/errors.ts'
import { createLog } from '../log.ts'
import { handleTopLevel } from '../rejections.ts'
import { after } from '../timer.ts'
import { runDataProcess } from './run-data-process.ts'

// Before anything loads better-sqlite3, which ends an old Node without a word; hence the import below is a late one.
checkNode()

// New files are for this account alone, also in a folder that was there before and that others may look into.
process.umask(0o077)

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    demo: { type: 'boolean', default: false },
    updates: { type: 'boolean', default: false },
  },
})
const { parentPort } = process

try {
  const log = createLog(values.data, 'data')
  handleTopLevel(process, { log, onCrash: () => process.exit(1) })
  await runDataProcess({
    ...values,
    folder: values.data,
    parent: parentPort,
    after,
    log,
    exit: () => process.exit(0),
    loadLaptop: async () => (await import('./open-laptop.ts')).openLaptop,
  })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  parentPort.postMessage({ type: 'refused', code: error.code, detail: error.detail })
  // The main process ends this one when it has the message: ending here could lose it.
}
