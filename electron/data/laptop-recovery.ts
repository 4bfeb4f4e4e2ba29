import { Refusal } from '../../contract/errors.ts'
import type { AskedView } from '../../contract/laptop.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import type { Stage, StageOf } from './laptop-stages.ts'
import type { KeyVault } from './vault/key-vault.ts'

/** The way back in that head office keeps, from the request to the new recovery code. */
export interface Recovery {
  /** @throws Refusal NOT_NOW, DISK_FULL */
  readonly askHeadoffice: (anew: boolean) => Promise<AskedView>
  /** @throws Refusal NOT_NOW, ANSWER_MISTYPED, ANSWER_CUT_OFF, ANSWER_OF_ANOTHER_REQUEST, ANSWER_NOT_GOOD */
  readonly takeAnswer: (answer: string) => Promise<void>
  /** Goes on from the new recovery code, which counts as kept or not. @throws Refusal NOT_NOW */
  readonly keepCode: (kept: boolean) => Promise<void>
}

/** What the laptop's stages lend to it. */
interface Ways {
  readonly stageIs: <T extends Stage['type']>(...types: readonly T[]) => StageOf<T>
  readonly alone: (task: () => Promise<void>) => Promise<void>
  readonly enter: (stage: Stage) => void
  /** Goes on to open data in the background. */
  readonly beginOpening: (key: DatabaseKey) => void
}

export function createRecovery(
  vault: Pick<KeyVault, 'ask' | 'takeAnswer' | 'turnKey' | 'confirmRecoveryCode'>,
  { stageIs, alone, enter, beginOpening }: Ways,
): Recovery & {
  /** The passphrase for data whose key head office gave back: from here on a new key is in force. */
  readonly chooseAfterAnswer: (
    before: Extract<Stage, { because: 'answered' }>,
    passphrase: string,
  ) => Promise<void>
} {
  return {
    async askHeadoffice(anew) {
      if (!stageIs('key-needed').ways.includes('headoffice')) throw new Refusal('NOT_NOW')
      return vault.ask(anew)
    },
    takeAnswer: (answer) =>
      alone(async () => {
        stageIs('key-needed')
        const { key, request } = await vault.takeAnswer(answer)
        enter({ type: 'passphrase-to-choose', because: 'answered', key, request })
      }),
    async chooseAfterAnswer({ key, request }, passphrase) {
      const turned = await vault.turnKey({ key, request }, passphrase)
      enter({ type: 'code-to-keep', key: turned.key, code: turned.recoveryCode })
    },
    keepCode: (kept) =>
      alone(async () => {
        const { key, code } = stageIs('code-to-keep')
        if (kept) await vault.confirmRecoveryCode(code)
        beginOpening(key)
      }),
  }
}
