import type { Logger } from 'pino'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'

/** A head office of the demo's own, whose line can be cut and joined again. */
export interface HeadofficeLine {
  readonly url: string
  /** A one-time code for a laptop of the demo's store. */
  readonly newEnrolmentCode: (storeCode: string) => Promise<string>
  /** From here on connections are refused: nobody listens. */
  readonly cut: () => Promise<void>
  /** The same head office, with what it had, at the same address. */
  readonly join: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a trial head office on a free port. */
export async function openHeadofficeLine(options: {
  readonly folder: string
  readonly resources: string
  readonly log: Logger
}): Promise<HeadofficeLine> {
  const start = (port: number) =>
    startHeadoffice({ ...options, port, clock: systemClock, newId, randomBytes })
  let office: Headoffice | null = await start(0)
  const { url } = office
  const cut = async () => {
    await office?.close()
    office = null
  }
  return {
    url,
    newEnrolmentCode(storeCode) {
      if (office === null) throw new Error('Nobody is at the demo’s head office')
      return office.operator.newEnrolmentCode({ storeCode })
    },
    cut,
    join: async () => {
      office ??= await start(Number(new URL(url).port))
    },
    close: cut,
  }
}
