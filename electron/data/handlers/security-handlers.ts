import type { DatabaseKey } from '../../../db/database-key.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { EscrowKeeper } from '../escrow-keeper.ts'
import type { Showroom } from '../showroom.ts'
import type { KeyVault } from '../vault/key-vault.ts'

/** How the laptop's data is protected, as a manager sees and sets it. Each change leaves an entry in the access log. */
export function createSecurityHandlers(
  contract: Implementer,
  showroom: Pick<Showroom, 'db' | 'device' | 'accessLog'>,
  deps: {
    readonly vault: Pick<KeyVault, 'security' | 'setPassphrase' | 'newRecoveryCode' | 'confirmRecoveryCode'>
    readonly key: DatabaseKey
    readonly escrowKeeper: Pick<EscrowKeeper, 'state' | 'accept'>
  },
) {
  const { vault, key, escrowKeeper } = deps
  const changed = (detail: Readonly<Record<string, string>>): void =>
    showroom.accessLog('settings-changed', null, detail)
  return {
    security: {
      state: contract.security.state.handler(async () => ({
        ...(await vault.security()),
        idleLockMinutes: showroom.device().idleLockMinutes,
      })),
      newRecoveryCode: contract.security.newRecoveryCode.handler(async () => {
        const code = await vault.newRecoveryCode(key)
        showroom.accessLog('recovery-code-made', null, {})
        return { code }
      }),
      confirmRecoveryCode: contract.security.confirmRecoveryCode.handler(async ({ input }) => {
        await vault.confirmRecoveryCode(input.code)
        changed({ setting: 'recovery-code', to: 'confirmed' })
        return {}
      }),
      setPassphrase: contract.security.setPassphrase.handler(async ({ input }) => {
        await vault.setPassphrase(key, input.passphrase)
        changed({ setting: 'passphrase', to: input.passphrase === null ? 'os' : 'passphrase' })
        return {}
      }),
      escrow: contract.security.escrow.handler(() => escrowKeeper.state()),
      acceptEscrow: contract.security.acceptEscrow.handler(async ({ input }) => {
        await escrowKeeper.accept(input.mark)
        changed({ setting: 'escrow-key', to: input.mark })
        return {}
      }),
      setIdleLock: contract.security.setIdleLock.handler(({ input }) => {
        showroom.device()
        showroom.db.device.update({ idleLockMinutes: input.minutes })
        changed({ setting: 'idle-lock', to: String(input.minutes) })
        return {}
      }),
    },
  }
}
