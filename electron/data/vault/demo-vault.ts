import { Refusal } from '../../../contract/errors.ts'
import type { KeyVault } from './key-vault.ts'

/** What the open data asks of the vault. */
export type ServiceVault = Pick<
  KeyVault,
  | 'security'
  | 'setPassphrase'
  | 'newRecoveryCode'
  | 'confirmRecoveryCode'
  | 'isRecoveryCode'
  | 'sealToEscrow'
  | 'pinnedEscrow'
>

const notHere = async (): Promise<never> => {
  throw new Refusal('NOT_NOW')
}

/** The vault of data whose key is said openly: there is nothing to seal. */
export const demoVault: ServiceVault = {
  security: async () => ({
    wraps: [{ id: 'demo', type: 'demo', madeAt: 0, isConfirmed: true }],
    sealing: null,
    passphraseRequired: false,
    recoveryCode: 'none',
  }),
  setPassphrase: notHere,
  newRecoveryCode: notHere,
  confirmRecoveryCode: notHere,
  isRecoveryCode: async () => false,
  sealToEscrow: async () => false,
  pinnedEscrow: () => null,
}
