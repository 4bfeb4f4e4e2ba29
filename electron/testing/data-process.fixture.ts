import { EventEmitter } from 'node:events'

// The data process as Electron forks it, with a line to its parent that only says what was sent.
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`),
})
Object.assign(process, { parentPort })
process.stdin.on('data', () => parentPort.emit('message', { data: { type: 'stop' }, ports: [] }))
await import('../data/main.ts')
