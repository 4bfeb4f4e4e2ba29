import type { Logger } from 'pino'
import type { Sealer } from './data/vault/sealer.ts'
import type { SafeStorageApi } from './electron-api.ts'
import type { After } from './timer.ts'

/** How often and how soon a keyring that is still waking is asked again. */
const tries = 3
const pauseMs = 2_000

/** What Electron puts before what it sealed on Linux with a key of the keyring's; `v10` is the key that everybody knows. */
const keyringMark = /^v1[1-9]/

/**
 * Seals with the operating system, by Electron's `safeStorage`: the keychain on macOS, DPAPI on Windows, the keyring of
 * the desktop on Linux. Where a Linux has none, Electron seals with a key that stands in its own source; that is `isWeak`,
 * told from what it made and not from the name of the backend alone. To be used only after the application is ready.
 */
export function createKeySealing(
  safeStorage: SafeStorageApi,
  deps: { readonly platform: NodeJS.Platform; readonly after: After; readonly log: Logger },
): Sealer {
  const { platform, after, log } = deps
  const pause = (): Promise<void> => new Promise((resolve) => void after(pauseMs, resolve))

  const sealText = async (text: string): Promise<Uint8Array | null> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
    const sealed = await safeStorage.encryptStringAsync(text)
    // Never believed unseen: a system without any key gives back what it was given.
    return sealed.includes(text) ? null : sealed
  }
  const sealingOf = (sealed: Uint8Array) => {
    const backend = backendName(safeStorage, platform)
    const isWeak = platform === 'linux' && (backend === 'basic_text' || !keyringMark.test(head(sealed)))
    return { backend, isWeak }
  }

  const unsealText = async (sealed: Buffer): Promise<{ shouldReEncrypt: boolean; result: string } | null> => {
    for (let left = tries; ; left -= 1) {
      try {
        return await safeStorage.decryptStringAsync(sealed)
      } catch (err) {
        const mayComeYet = err instanceof Error && err.message.includes('temporarily unavailable')
        if (!mayComeYet || left === 1) {
          log.error({ err, mayComeYet }, 'the operating system does not unseal the key')
          return null
        }
        await pause()
      }
    }
  }

  return {
    async state() {
      const probe = await sealText('northstar')
      return probe && sealingOf(probe)
    },
    async seal(bytes) {
      const sealed = await sealText(Buffer.from(bytes).toString('base64'))
      return sealed && { ...sealingOf(sealed), sealed: new Uint8Array(sealed) }
    },
    async unseal(sealed) {
      const opened = await unsealText(Buffer.from(sealed))
      if (opened === null) return { type: 'lost' }
      const bytes = new Uint8Array(Buffer.from(opened.result, 'base64'))
      // An empty answer would be refused on its way, and is no key.
      if (bytes.length === 0) return { type: 'lost' }
      return { type: 'unsealed', bytes, shouldReseal: opened.shouldReEncrypt }
    },
  }
}

function backendName(safeStorage: SafeStorageApi, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  return safeStorage.getSelectedStorageBackend()
}

const head = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 3)).toString('latin1')
