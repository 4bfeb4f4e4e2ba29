import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import pino, { type Logger } from 'pino'
import { errorForLog } from '../../core/error-for-log.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import type { CertificateFiles } from '../../headoffice/http/listen.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'
import { resources } from '../resources.ts'
import { type Command, dataOptions, readOptions, say, WrongUse } from './command.ts'
import { databaseUrlOfEnvironment } from './with-operator.ts'

const usualPort = 4700

/** One that can be guessed would open the metrics to anybody, and one with blanks could not be shown (RFC 6750). */
const metricsTokenPattern = /^[\w.~+/-]{32,}=*$/

export const serve: Command = {
  usage: `[--port ${usualPort}] [--host ADDRESS] [--cert FILE --key FILE | --behind-proxy] [--updates FOLDER] [--new-epoch]`,
  about: 'runs head office until it is told to stop',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      port: { type: 'string', default: String(usualPort) },
      host: { type: 'string' },
      cert: { type: 'string' },
      key: { type: 'string' },
      'behind-proxy': { type: 'boolean', default: false },
      updates: { type: 'string' },
      'new-epoch': { type: 'boolean', default: false },
    })
    const log = pino(
      { name: 'headoffice', serializers: { err: errorForLog } },
      pino.destination({ dest: 2, sync: true }),
    )
    dieOfBugs(log)
    const certificate = certificateOf(options)
    const behindProxy = options['behind-proxy']
    if (certificate && behindProxy)
      throw new WrongUse(
        'Either this process has the certificate, by --cert and --key, or a proxy has, by --behind-proxy.',
      )
    const folder = resolve(options.folder)
    const office = await startHeadoffice({
      folder,
      databaseUrl: databaseUrlOfEnvironment(),
      host: options.host,
      port: portOf(options.port),
      certificate,
      behindProxy,
      newEpoch: options['new-epoch'],
      metricsToken: metricsTokenOfEnvironment(),
      updates: updatesOf(options),
      processMetrics: true,
      resources,
      clock: systemClock,
      newId,
      randomBytes,
      log,
    })
    sayWhatItIs(office, folder)
    if (certificate) process.on('SIGHUP', () => reloadCertificate(office, log))
    await untilTold(office, log)
    say('Head office is closed.')
    return 0
  },
}

function sayWhatItIs(office: Headoffice, folder: string): void {
  say(`Head office is open at ${office.url}`)
  say(
    office.mark === 'trial'
      ? `This is a trial: it keeps its data in ${folder} and may lose the newest of it in a power cut, so laptops keep theirs. Set DATABASE_URL to a PostgreSQL for a real one.`
      : 'It keeps its data in the PostgreSQL of DATABASE_URL, which syncs its disk before it answers.',
  )
  say('A laptop is let in by a code: npm run headoffice -- enrol --store KHI-01. Stop with Ctrl+C.')
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new WrongUse(`“${text}” is no port: it is a number from 0 to 65535.`)
  return port
}

function certificateOf({
  cert,
  key,
}: {
  readonly cert?: string
  readonly key?: string
}): CertificateFiles | undefined {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new WrongUse('A certificate and its key belong together: say both --cert FILE and --key FILE.')
  return { cert: resolve(cert), key: resolve(key) }
}

function updatesOf({ updates }: { readonly updates?: string }): string | undefined {
  if (updates === undefined) return undefined
  const folder = resolve(updates)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new WrongUse(`There is no folder ${folder} to serve updates from.`)
  return folder
}

function metricsTokenOfEnvironment(): string | undefined {
  const { NORTHSTAR_METRICS_TOKEN: token = '' } = process.env
  if (token === '') return undefined
  if (!metricsTokenPattern.test(token))
    throw new WrongUse(
      'NORTHSTAR_METRICS_TOKEN takes 32 letters, digits, hyphens and dots or more; openssl rand -hex 32 makes one.',
    )
  return token
}

function reloadCertificate(office: Headoffice, log: Logger): void {
  try {
    office.reloadCertificate()
    log.info('the certificate was read again')
  } catch (err) {
    log.error({ err }, 'the certificate cannot be used, the one before goes on')
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`)
  }
}

/** After a bug nothing that is in memory can be trusted; what has a receipt is in the database. */
function dieOfBugs(log: Logger): void {
  const die = (err: unknown) => {
    log.fatal({ err }, 'head office ends at a bug')
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

/** The first signal closes in order, a second one ends at once. */
function untilTold(office: Headoffice, log: Logger): Promise<void> {
  return new Promise((done, failed) => {
    let isTold = false
    const tell = (signal: NodeJS.Signals) => {
      if (isTold) {
        log.warn({ signal }, 'told twice, head office ends at once')
        process.exit(1)
      }
      isTold = true
      log.info({ signal }, 'head office is closing')
      office.close().then(done, failed)
    }
    process.on('SIGINT', tell)
    process.on('SIGTERM', tell)
  })
}
