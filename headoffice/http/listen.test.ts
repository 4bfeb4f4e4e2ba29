import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Headoffice, HeadofficeOptions } from '../start.ts'
import { makeCertificate, whyNoCertificate } from '../testing/certificate.ts'
import { headofficeKinds } from '../testing/head-offices.ts'
import { rawCall } from '../testing/raw-call.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

/** A trial’s database is made inside the test, which a busy machine takes its time for. */
const patientMs = 120_000

let folder: string
let prepared: Awaited<ReturnType<typeof trial.prepare>>
let open: Headoffice[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-tls-'))
  prepared = await trial.prepare()
})
afterEach(async () => {
  for (const office of open) await office.close()
  open = []
})
afterAll(async () => {
  await prepared.end()
  rmSync(folder, { recursive: true, force: true })
})
const start = async (options: Partial<HeadofficeOptions>) => {
  const office = await prepared.start(options)
  open.push(office)
  return office
}

test('says why it does not listen in the clear beyond this machine, and opens nothing', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.7'])
    await expect(start({ host })).rejects.toMatchObject({ code: 'HEADOFFICE_NEEDS_TLS', detail: { host } })
})

test('says that the proxy belongs on this machine', async () => {
  await expect(start({ host: '0.0.0.0', behindProxy: true })).rejects.toMatchObject({
    code: 'HEADOFFICE_PROXY_NOT_HERE',
    detail: { host: '0.0.0.0' },
  })
})

test('takes localhost for loopback, and says when its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(start({ host: 'localhost', port })).rejects.toMatchObject({ code: 'PORT_IN_USE' })
  await new Promise((resolve) => other.close(resolve))
})

const whyNot = whyNoCertificate()
describe.skipIf(whyNot !== null)(
  `with a certificate${whyNot === null ? '' : ` (not run here: ${whyNot})`}`,
  () => {
    test(
      'speaks https only, and reads the certificate again when told, without closing',
      async () => {
        const [first, second] = [makeCertificate(folder, 'first'), makeCertificate(folder, 'second')]
        const certificate = { cert: join(folder, 'in-use.crt'), key: join(folder, 'in-use.key') }
        const use = ({ cert, key }: { readonly cert: string; readonly key: string }) => {
          copyFileSync(cert, certificate.cert)
          copyFileSync(key, certificate.key)
        }
        use(first)
        const office = await start({ host: '0.0.0.0', certificate })
        expect(office.url).toMatch(/^https:\/\/localhost:\d+$/)
        const health = async (ca: string) => (await rawCall(`${office.url}/health`, { ca })).status
        expect(await health(first.pem())).toBe(200)
        await expect(health(second.pem())).rejects.toThrow(/self-signed|certificate/)
        await expect(rawCall(`${office.url.replace('https', 'http')}/health`)).rejects.toThrow()

        writeFileSync(certificate.cert, 'no certificate')
        expect(() => office.reloadCertificate()).toThrow(
          expect.objectContaining({ code: 'HEADOFFICE_CERTIFICATE_NOT_USABLE' }),
        )
        expect(await health(first.pem())).toBe(200)

        use(second)
        office.reloadCertificate()
        expect(await health(second.pem())).toBe(200)
        await expect(health(first.pem())).rejects.toThrow(/self-signed|certificate/)
      },
      patientMs,
    )

    test('says that an address or a name is not this machine’s', async () => {
      const certificate = makeCertificate(folder, 'elsewhere')
      for (const host of ['192.0.2.7', 'no-such-host.invalid'])
        await expect(start({ host, certificate })).rejects.toMatchObject({
          code: 'HEADOFFICE_HOST_NOT_HERE',
          detail: { host },
        })
    })

    test('says which file cannot be used, and why', async () => {
      const [one, other] = [makeCertificate(folder, 'one'), makeCertificate(folder, 'other')]
      const missing = join(folder, 'missing.crt')
      for (const [certificate, file] of [
        [{ cert: missing, key: one.key }, missing],
        [{ cert: one.cert, key: other.key }, one.cert],
      ] as const)
        await expect(start({ certificate })).rejects.toMatchObject({
          code: 'HEADOFFICE_CERTIFICATE_NOT_USABLE',
          detail: { file },
        })
    })
  },
)
