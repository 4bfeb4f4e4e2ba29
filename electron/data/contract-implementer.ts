import { implement, type MiddlewareResult, ORPCError } from '@orpc/server'
import type { Logger } from 'pino'
import { errorCatalogue, errorSentence } from '../../contract/errors.ts'
import { permissionOf } from '../../contract/permissions.ts'
import { serviceContract } from '../../contract/showroom.ts'
import { codeOfFailure, isDamage } from '../../db/damage.ts'
import type { Session } from './session.ts'
import type { TurnedScreen } from './turned-screen.ts'

/** The rest of a call; nothing is added for the handlers. */
type Next = () => MiddlewareResult<Record<never, never>, unknown>

interface FailureDeps {
  readonly log: Logger
  /** Told of the first damage that a call met; a part of the data can no longer be read. */
  readonly onDamage?: (error: unknown) => void
}

/**
 * The contract with the three rules that hold for every call: who may not make it is refused before anything of it is
 * looked at, so is what is not for the customer while the screen is turned to them, and what fails becomes one of the
 * contract's typed errors.
 */
export function createImplementer({
  session,
  turnedScreen,
  ...deps
}: FailureDeps & { readonly session: Session; readonly turnedScreen: TurnedScreen }) {
  return implement(serviceContract)
    .use(translateFailures(deps))
    .use(({ next, path }) => {
      session.permit(permissionOf(path))
      turnedScreen.permit(path)
      return next()
    })
}
export type Implementer = ReturnType<typeof createImplementer>

/**
 * The one place where failures become the contract's errors: a refusal keeps its code, a full or busy disk and damaged
 * data get their own, and anything else is a bug, logged once with its stack and said without it.
 */
export function translateFailures({ log, onDamage }: FailureDeps) {
  let isTold = false
  return async ({ next, path }: { readonly next: Next; readonly path: readonly string[] }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
        log.warn({ path }, 'call with a wrong shape')
      if (error instanceof ORPCError) throw error
      const { code, detail } = codeOfFailure(error)
      if (code === 'BUG') log.error({ path, err: error }, 'bug in a handler')
      else log.info({ path, code }, 'call refused')
      if (isDamage(error) && !isTold) {
        isTold = true
        onDamage?.(error)
      }
      throw new ORPCError(code, {
        status: errorCatalogue[code].status,
        message: errorSentence(code, detail, 'en'),
        data: detail,
        cause: error,
      })
    }
  }
}
