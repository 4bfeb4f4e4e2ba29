import { setTimeout } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { pino } from 'pino'
import type { showroomContract } from '../../contract/showroom.ts'
import { openLaptop } from '../data/open-laptop.ts'
import { runDataProcess } from '../data/run-data-process.ts'
import { handleTopLevel } from '../rejections.ts'
import { after } from '../timer.ts'
import { createParentStandIn } from './parent-stand-in.ts'

// A process of its own, because what is tested is what such a frame does to a process: pages send what they must not,
// and afterwards another call is made.
const [root = '', folder = ''] = process.argv.slice(2)
const log = pino({ level: 'silent' })
const top = handleTopLevel(process, { log, onCrash: () => process.exit(1) })
const main = createParentStandIn()
await runDataProcess({
  root,
  folder,
  demo: false,
  parent: main.parent,
  after,
  log,
  exit: () => process.exit(0),
  loadLaptop: async () => openLaptop,
})
const bad = main.openPort()
for (const frame of ['not JSON', '{', '{"i":1}', new Uint8Array([1, 2, 3]), null, 7]) bad.postMessage(frame)
const port = main.openPort()
const client: ContractRouterClient<typeof showroomContract> = createORPCClient(new RPCLink({ port }))
port.start()
while ((await client.laptop.state()).type !== 'open') await setTimeout(10)
const { host } = await client.app.state()
process.stdout.write(JSON.stringify({ host, rejections: top.rejections() }))
process.exit(0)
