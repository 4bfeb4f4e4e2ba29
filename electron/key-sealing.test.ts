import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createKeySealing } from './key-sealing.ts'
import { createHandClock, StandInSafeStorage } from './testing/electron-stand-in.ts'

const bytes = new TextEncoder().encode('a key of the database')

function sealing(platform: NodeJS.Platform = 'linux') {
  const safeStorage = new StandInSafeStorage(() => true)
  const clock = createHandClock()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  return {
    safeStorage,
    clock,
    lines,
    sealer: createKeySealing(safeStorage, { platform, after: clock.after, log }),
  }
}

const settle = () => new Promise(setImmediate)

async function sealedBy(sealer: ReturnType<typeof sealing>['sealer']): Promise<Uint8Array> {
  const made = await sealer.seal(bytes)
  if (!made) throw new Error('nothing was sealed')
  return made.sealed
}

describe('sealing with the operating system', () => {
  it.each([
    ['linux', 'gnome_libsecret'],
    ['darwin', 'keychain'],
    ['win32', 'dpapi'],
  ] as const)('gives back on %s what it sealed, and names the backend %s', async (platform, backend) => {
    const { sealer } = sealing(platform)
    expect(await sealer.state()).toEqual({ backend, isWeak: false })
    const made = await sealer.seal(bytes)
    expect(made).toMatchObject({ backend, isWeak: false })
    expect(Buffer.from(made?.sealed ?? []).includes(Buffer.from(bytes))).toBe(false)
    expect(await sealer.unseal(await sealedBy(sealer))).toEqual({
      type: 'unsealed',
      bytes,
      shouldReseal: false,
    })
  })

  it('is weak on Linux where Electron’s own key sealed, whatever the backend is called', async () => {
    const { sealer, safeStorage } = sealing()
    safeStorage.mark = 'v10'
    expect(await sealer.state()).toEqual({ backend: 'gnome_libsecret', isWeak: true })
    expect(await sealer.seal(bytes)).toMatchObject({ isWeak: true })
    safeStorage.mark = 'v11'
    safeStorage.backend = 'basic_text'
    expect(await sealer.state()).toEqual({ backend: 'basic_text', isWeak: true })
    // On macOS and Windows the same mark stands for the system's own key.
    const mac = sealing('darwin')
    mac.safeStorage.mark = 'v10'
    expect(await mac.sealer.state()).toEqual({ backend: 'keychain', isWeak: false })
  })

  it('is not there where the system says so, or gives back what it was given', async () => {
    const { sealer, safeStorage } = sealing()
    safeStorage.isAvailable = false
    expect(await sealer.state()).toBe(null)
    expect(await sealer.seal(bytes)).toBe(null)
    safeStorage.isAvailable = true
    safeStorage.encryptStringAsync = async (text) => Buffer.from(`v11${text}`)
    expect(await sealer.state()).toBe(null)
    expect(await sealer.seal(bytes)).toBe(null)
  })

  it('says that a key is lost which the system does not unseal, and logs nothing of it', async () => {
    const { sealer, safeStorage, lines } = sealing()
    const sealed = await sealedBy(sealer)
    safeStorage.keyId = 2
    expect(await sealer.unseal(sealed)).toEqual({ type: 'lost' })
    expect(lines).toHaveLength(1)
    expect(lines.join('')).not.toContain(Buffer.from(bytes).toString('base64'))
  })

  it('waits a little for a keyring that is not there yet, and not for ever', async () => {
    const { sealer, safeStorage, clock } = sealing()
    const sealed = await sealedBy(sealer)
    safeStorage.notYet = 2
    const asked = sealer.unseal(sealed)
    for (let pause = 0; pause < 2; pause += 1) {
      await settle()
      clock.pass(2_000)
    }
    expect(await asked).toMatchObject({ type: 'unsealed' })
    safeStorage.notYet = 99
    const again = sealer.unseal(sealed)
    for (let pause = 0; pause < 2; pause += 1) {
      await settle()
      clock.pass(2_000)
    }
    expect(await again).toEqual({ type: 'lost' })
    expect(safeStorage.notYet).toBe(96)
  })

  it('passes on that the system wants it sealed again', async () => {
    const { sealer, safeStorage } = sealing()
    const sealed = await sealedBy(sealer)
    safeStorage.shouldReEncrypt = true
    expect(await sealer.unseal(sealed)).toMatchObject({ type: 'unsealed', shouldReseal: true })
  })
})
