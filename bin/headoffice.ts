import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { newId, systemClock } from '../electron/doors.ts'
import { errorForLog } from '../electron/log.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { resources } from './resources.ts'

const usualPort = 4700

const help = `npm run headoffice -- [options]
  --port NUMBER   the port on this machine, ${usualPort} unless said; 0 for a free one
  --folder NAME   where a trial head office keeps its data, headoffice-data unless said
  --new-epoch     after a restore: every laptop sends again what head office lacks
With DATABASE_URL=postgres://... head office keeps its data there and is no longer a trial.`

/** `npm run headoffice`: starts head office on this machine and runs until it is told to stop. */
export async function run(args: readonly string[]): Promise<number> {
  // New files are for this account alone, also in a folder that was there before and that others may look into.
  process.umask(0o077)
  const options = readOptions(args)
  if (options === null) {
    process.stderr.write(`${help}\n`)
    return 2
  }
  if (options.help) {
    say(help)
    return 0
  }
  const log = pino(
    { name: 'headoffice', serializers: { err: errorForLog } },
    pino.destination({ dest: 2, sync: true }),
  )
  const databaseUrl = process.env.DATABASE_URL
  const folder = resolve(options.folder)
  const office = await startHeadoffice({
    folder,
    databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
    port: options.port,
    newEpoch: options.newEpoch,
    resources,
    clock: systemClock,
    newId,
    log,
  })
  say(`Head office is open at ${office.url}`)
  say(
    office.mark === 'trial'
      ? `This is a trial: it keeps its data in ${folder} and may lose the newest of it in a power cut, so laptops keep theirs. Set DATABASE_URL to a PostgreSQL for a real one.`
      : 'It keeps its data in the PostgreSQL of DATABASE_URL, which syncs its disk before it answers.',
  )
  say('Write the address in a laptop under Settings. Stop with Ctrl+C.')
  await untilTold(office)
  say('Head office is closed.')
  return 0
}

interface Options {
  readonly port: number
  readonly folder: string
  readonly newEpoch: boolean
  readonly help: boolean
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(usualPort) },
        folder: { type: 'string', default: 'headoffice-data' },
        'new-epoch': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
    if (!(port <= 65_535)) return null
    return { port, folder: values.folder, newEpoch: values['new-epoch'], help: values.help }
  } catch {
    // parseArgs throws on an option it does not know: the help is the answer.
    return null
  }
}

function untilTold(office: Headoffice): Promise<void> {
  return new Promise((done, failed) => {
    const close = () => {
      process.off('SIGINT', close)
      process.off('SIGTERM', close)
      office.close().then(done, failed)
    }
    process.on('SIGINT', close)
    process.on('SIGTERM', close)
  })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
