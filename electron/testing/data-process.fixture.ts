import { EventEmitter } from 'node:events'
import { answerSeal } from '../seal-answers.ts'
import { createSealerStandIn, isSealRequest } from './sealer-stand-in.ts'

// The data process as Electron forks it, with a line to its parent that seals what it is asked to and otherwise only
// says what was sent.
const sealer = createSealerStandIn()
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => {
    if (isSealRequest(message))
      return void answerSeal(sealer, message).then((data) => parentPort.emit('message', { data, ports: [] }))
    process.stdout.write(`${JSON.stringify(message)}\n`)
  },
})
Object.assign(process, { parentPort })
process.stdin.on('data', () => parentPort.emit('message', { data: { type: 'stop' }, ports: [] }))
await import('../data/main.ts')
