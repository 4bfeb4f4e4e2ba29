import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { clientOf } from '../headoffice/testing/http-laptop.ts'
import { createIdentityDevice } from '../headoffice/testing/identity-devices.ts'
import { commands } from './headoffice/commands.ts'
import { run } from './headoffice.ts'

/** A bug that a test can call up: something throws where nobody catches. */
const withFault = `data:text/javascript,process.on('SIGUSR2', () => { throw new Error(['secret', 'words'].join(' ')) })`
const patientMs = 120_000

let folder: string
const open: ChildProcess[] = []
beforeAll(async () => {
  folder = await freshTrialFolder()
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const child of open.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The program as an operator runs it, with what it said. */
function start(...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--import', withFault, join(import.meta.dirname, 'northstar.js'), 'headoffice', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '' } },
  )
  open.push(child)
  const heard = { out: '', err: '' }
  child.stdout.on('data', (piece: Buffer) => {
    heard.out += piece.toString()
  })
  child.stderr.on('data', (piece: Buffer) => {
    heard.err += piece.toString()
  })
  const ended = once(child, 'close').then(([code]) => ({ code, ...heard }))
  const says = async (what: RegExp) => {
    const heardIt = vi.waitFor(() => expect(heard.out + heard.err).toMatch(what), patientMs)
    await Promise.race([heardIt, ended])
    expect(heard.out + heard.err).toMatch(what)
  }
  return { child, ended, says, heard }
}

async function serve() {
  const office = start('--folder', folder, '--port', '0')
  await office.says(/Stop with Ctrl\+C/)
  return { ...office, url: /http:\/\/127\.0\.0\.1:\d+/.exec(office.heard.out)?.[0] ?? '' }
}
const ask = (...args: readonly string[]) => start(...args, '--folder', folder).ended

test(
  'an operator enrols, lists and revokes laptops while head office runs on a trial’s folder, and after it',
  async () => {
    const office = await serve()
    const operatorFile = join(folder, 'operator.json')
    expect(statSync(operatorFile).mode & 0o777).toBe(0o600)

    const enrolled = await ask('enrol', '--store', 'khi-01', '--name', 'Clifton Motors', ...pakistan)
    expect(enrolled).toMatchObject({ code: 0, err: '' })
    const code = /The code for KHI-01 is (\S+)/.exec(enrolled.out)?.[1] ?? ''
    const client = clientOf(office.url)
    const laptop = createIdentityDevice({
      enrol: (asked) => client.enrol(asked),
      nonce: (asked) => client.nonce(asked),
      token: (asked) => client.token(asked),
      farewell: (asked) => client.farewell(asked),
    })
    expect((await laptop.enrol(code)).store).toMatchObject({ code: 'KHI-01', name: 'Clifton Motors' })

    const { epoch } = await client.health()
    const begun = await ask('new-epoch')
    expect(begun.out).toMatch(/None deletes anything/)
    expect((await client.health()).epoch).not.toBe(epoch)
    expect((await ask('erasures')).out).toBe('Every laptop has done every erasure.\n')

    office.child.kill('SIGTERM')
    expect(await office.ended).toMatchObject({ code: 0 })
    expect(office.heard.out).toMatch(/Head office is closed\.\n$/)
    expect(existsSync(operatorFile)).toBe(false)

    expect((await ask('revoke', '--device', laptop.deviceId)).out).toMatch(/is revoked\./)
    expect((await ask('revoke', '--device', v7())).code).toBe(1)
    const listed = await ask('devices', '--store', 'KHI-01')
    expect(listed.out).toMatch(
      new RegExp(`^KHI-01 {2}${laptop.deviceId} {2}enrolled .* never let in yet {2}REVOKED`),
    )
    // A command opens and closes the data in order, so laptops need not send again what head office has.
    expect(existsSync(join(folder, 'closed-in-order'))).toBe(true)
  },
  patientMs * 3,
)

const pakistan = ['--market', 'pk', '--time-zone', 'Asia/Karachi', '--language', 'en']

test(
  'a second signal ends head office at once, and a bug ends it with a line in the log that quotes nobody',
  async () => {
    const office = await serve()
    const { port } = new URL(office.url)
    const call = request({
      port,
      host: '127.0.0.1',
      path: '/enrol',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    call.on('error', () => {})
    call.write('{')
    await new Promise((resolve) => setTimeout(resolve, 500))
    office.child.kill('SIGTERM')
    await office.says(/head office is closing/)
    office.child.kill('SIGTERM')
    expect(await office.ended).toMatchObject({ code: 1 })

    const again = await serve()
    again.child.kill('SIGUSR2')
    const { code, err } = await again.ended
    expect(code).toBe(1)
    expect(err).toMatch(/head office ends at a bug/)
    expect(err).not.toMatch(/secret words/)
  },
  patientMs * 3,
)

test(
  'a folder that is in use by a head office that takes no commands is said as such',
  async () => {
    const office = await serve()
    const file = join(folder, 'operator.json')
    const content = readFileSync(file, 'utf8')
    for (const stale of [
      '',
      content.replace(/"token":"../, '"token":"xx'),
      content.replace(/:\d+\/operator/, ':1/operator'),
    ]) {
      writeFileSync(file, stale)
      const answer = await ask('devices')
      expect(answer.code).toBe(1)
      expect(answer.err).toMatch(/has the folder .* open and takes no commands there now/)
    }
    // HEADOFFICE_TAKES_NO_COMMANDS is what that sentence is of.
    office.child.kill('SIGTERM')
    await office.ended
  },
  patientMs * 3,
)

describe('what is said of a wrong use', () => {
  const said = async (...args: readonly string[]) => {
    const words: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      words.push(String(text))
      return true
    })
    const code = await run(args)
    return `${code} ${words.join('')}`
  }

  test.each([
    [['fly'], /^2 Head office has no command “fly”\. It has: serve, enrol, .*help\.$/m],
    [['--prot', '1'], /^2 Unknown option '--prot'\.\nnpm run headoffice -- \[--port/],
    [['--port', 'many'], /^2 “many” is no port/],
    [['--port', '65536'], /^2 “65536” is no port/],
    [['--cert', 'a.crt'], /^2 A certificate and its key belong together/],
    [['--cert', 'a', '--key', 'b', '--behind-proxy'], /^2 Either this process has the certificate/],
    [['--updates', 'no-such-folder'], /^2 There is no folder .*no-such-folder to serve updates from/],
    [['enrol'], /^2 Say for which store, as in --store KHI-01\.\nnpm run headoffice -- enrol --store/],
    [['enrol', '--store'], /^2 Option '--store <value>' argument missing\./],
    [['enrol', 'KHI-01'], /^2 Unexpected argument 'KHI-01'\./],
    [['enrol', '--store', 'Karachi!'], /^2 “Karachi!” is no store code/],
    [['enrol', '--store', 'KHI-01', '--name', ''], /^2 The name of a store has 1 to 120 letters/],
    [['enrol', '--store', 'KHI-01', '--market', 'Pakistan'], /^2 “Pakistan” is no market/],
    [['enrol', '--store', 'KHI-01', '--time-zone', 'Karachi'], /^2 “Karachi” is no time zone/],
    [['enrol', '--store', 'KHI-01', '--language', 'fr'], /^2 “fr” is none of the languages en and ur/],
    [['devices', '--store', '?'], /^2 “\?” is no store code/],
    [['revoke'], /^2 Say which laptop/],
    [['revoke', '--device', 'that one'], /^2 “that one” is no laptop’s id/],
    [['new-epoch', 'now'], /^2 Unexpected argument 'now'/],
  ] as const)('%j', async (args, sentence) => {
    expect(await said(...args)).toMatch(sentence)
  })

  test('help names every command, what it does and how', async () => {
    const words: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      words.push(String(text))
      return true
    })
    for (const args of [['help'], ['--help'], ['enrol', '--help']]) expect(await run(args)).toBe(0)
    for (const [name, { about }] of commands) {
      expect(words[0]).toContain(about)
      if (name !== 'serve') expect(words[0]).toContain(`npm run headoffice -- ${name}`)
    }
  })
})
