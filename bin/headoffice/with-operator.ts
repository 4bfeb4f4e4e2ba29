import { resolve } from 'node:path'
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createRouterClient } from '@orpc/server'
import pino from 'pino'
import { Refusal } from '../../contract/errors.ts'
import { operatorContract } from '../../contract/operator.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { openData } from '../../headoffice/open-data.ts'
import { readOperatorFile } from '../../headoffice/operator-file.ts'
import { createOperatorRouter } from '../../headoffice/operator-router.ts'
import { resources } from '../resources.ts'

/** The operator's calls, wherever they are answered. */
export type OperatorClient = ContractRouterClient<typeof operatorContract>

/**
 * Does an operator's work on head office's data: on the database itself, or, where a running head office has a trial's
 * folder, through that one.
 * @throws Refusal as `openData` does, and HEADOFFICE_TAKES_NO_COMMANDS
 */
export async function withOperator<T>(
  { folder, databaseUrl = databaseUrlOfEnvironment() }: DataPlace,
  work: (operator: OperatorClient) => Promise<T>,
): Promise<T> {
  const place = { folder: resolve(folder), databaseUrl }
  const log = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
  const opened = await openData({ ...place, resources, clock: systemClock, newId, randomBytes, log }).catch(
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'HEADOFFICE_FOLDER_IN_USE') return null
      throw error
    },
  )
  if (opened === null) return work(operatorOfRunning(place.folder))
  try {
    return await work(createRouterClient(createOperatorRouter(opened.operator)))
  } finally {
    await opened.door.close()
  }
}

export interface DataPlace {
  readonly folder: string
  readonly databaseUrl?: string | undefined
}

/** The PostgreSQL that is named, `undefined` for a trial. */
export function databaseUrlOfEnvironment(): string | undefined {
  const { DATABASE_URL } = process.env
  return DATABASE_URL === '' ? undefined : DATABASE_URL
}

function operatorOfRunning(folder: string): OperatorClient {
  const file = readOperatorFile(folder)
  if (file === null) throw new Refusal('HEADOFFICE_TAKES_NO_COMMANDS', { folder })
  const link = new OpenAPILink(operatorContract, {
    url: file.url,
    headers: { authorization: `Bearer ${file.token}` },
    interceptors: [
      async ({ next }) => {
        try {
          return await next()
        } catch (cause) {
          // Nobody listens where the file says, or somebody who does not know its token: it is a file of the past.
          const isElsewhere = !(cause instanceof ORPCError) || cause.code === 'OPERATOR_ONLY'
          throw isElsewhere ? new Refusal('HEADOFFICE_TAKES_NO_COMMANDS', { folder }, { cause }) : cause
        }
      },
    ],
  })
  return createORPCClient(link)
}
