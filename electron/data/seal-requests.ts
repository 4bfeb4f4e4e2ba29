import type { SealAnswer, SealRequest, ToMain } from '../data-process-messages.ts'
import type { After } from '../timer.ts'
import type { Sealer } from './vault/sealer.ts'

/** Long: the system may ask the person for the password of their keyring first. */
const patienceMs = 180_000

/** The data process's side of sealing: asks the main process by id and waits for the answer with that id. */
export function createSealRequests(deps: {
  readonly send: (message: ToMain) => void
  readonly after: After
}): Sealer & { readonly answered: (answer: SealAnswer) => void } {
  let lastId = 0
  const settleById = new Map<number, (answer: SealAnswer | null) => void>()

  /** @returns `null` when no answer of the wanted type came in time */
  const ask = <T extends SealAnswer['type']>(
    request: (id: number) => SealRequest,
    wanted: T,
  ): Promise<Extract<SealAnswer, { type: T }> | null> => {
    lastId += 1
    const id = lastId
    const { promise, resolve } = Promise.withResolvers<Extract<SealAnswer, { type: T }> | null>()
    const callOff = deps.after(patienceMs, () => settleById.get(id)?.(null))
    settleById.set(id, (answer) => {
      callOff()
      settleById.delete(id)
      resolve(answer !== null && isOfType(answer, wanted) ? answer : null)
    })
    deps.send(request(id))
    return promise
  }

  return {
    state: async () => (await ask((id) => ({ type: 'sealing-state', id }), 'sealing'))?.sealing ?? null,
    seal: async (bytes) =>
      (await ask((id) => ({ type: 'seal', id, bytes: new Uint8Array(bytes) }), 'sealed'))?.sealed ?? null,
    unseal: async (sealed) =>
      (await ask((id) => ({ type: 'unseal', id, sealed: new Uint8Array(sealed) }), 'unsealed'))?.unsealed ?? {
        type: 'lost',
      },
    answered: (answer) => settleById.get(answer.id)?.(answer),
  }
}

function isOfType<T extends SealAnswer['type']>(
  answer: SealAnswer,
  type: T,
): answer is Extract<SealAnswer, { type: T }> {
  return answer.type === type
}
