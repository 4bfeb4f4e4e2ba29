import { randomBytes } from 'node:crypto'
import { changeKey } from './change-key.ts'
import { testKey } from './test-database.ts'

// Changes the key of a folder's data and is killed after so many of its steps.
const [folder = '', dataKey = '', salt = '', steps = ''] = process.argv.slice(2)
let left = Number(steps)
changeKey({
  folder,
  to: { dataKey, salt },
  formers: [testKey],
  nowMs: Date.UTC(2026, 10, 22, 8),
  request: 'AAAA-BBBB-CCCC',
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  onStep: () => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  },
})
