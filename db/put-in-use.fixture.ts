import { join } from 'node:path'
import { putInUse } from './put-in-use.ts'

// Puts a database in use and is killed after so many of its steps.
const [folder = '', from = '', steps = ''] = process.argv.slice(2)
let left = Number(steps)
putInUse({
  folder,
  from: join(folder, from),
  nowMs: Date.UTC(2026, 10, 22, 7),
  onStep: () => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  },
})
