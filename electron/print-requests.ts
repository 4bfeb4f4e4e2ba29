import type { Printed } from './data/host.ts'
import type { ToMain } from './data-process-messages.ts'
import type { After } from './timer.ts'

const patienceMs = 45_000

/** The data process's side of printing: asks the main process by id and waits for the answer with that id. */
export function createPrintRequests(deps: {
  readonly send: (message: ToMain) => void
  readonly after: After
}): {
  readonly printPage: (path: string) => Promise<Printed>
  readonly printed: (id: number, pdf: Uint8Array | null) => void
} {
  let lastId = 0
  const settleById = new Map<number, (pdf: Uint8Array | null) => void>()
  return {
    printPage: (path) => {
      lastId += 1
      const id = lastId
      const { promise, resolve } = Promise.withResolvers<Printed>()
      const callOff = deps.after(patienceMs, () => settleById.get(id)?.(null))
      settleById.set(id, (pdf) => {
        callOff()
        settleById.delete(id)
        resolve(pdf === null ? { type: 'failed' } : { type: 'pdf', bytes: pdf })
      })
      deps.send({ type: 'print', id, path })
      return promise
    },
    printed: (id, pdf) => settleById.get(id)?.(pdf),
  }
}
