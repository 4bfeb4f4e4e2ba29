import type { IncomingMessage } from 'node:http'
import type { BodyBytes, CallMeasure } from '../metrics.ts'
import type { CallNote } from './call-context.ts'
import { findRoute, type Route } from './routes.ts'

/** What is measured and said of one call. */
export interface Trace {
  readonly requestId: string
  readonly route: Route
  readonly note: (words: CallNote) => void
  readonly countIn: (bytes: BodyBytes) => void
  readonly measure: (status: number, bytesOut: BodyBytes) => CallMeasure
  /** The call's one line. */
  readonly line: (measure: CallMeasure) => CallNote
}

/** @param nowMs a clock that only goes forward */
export function createTrace(request: IncomingMessage, requestId: string, nowMs: () => number): Trace {
  const begunMs = nowMs()
  const route = findRoute(request)
  const notes: CallNote[] = []
  let bytesIn: BodyBytes = { wire: 0, inflated: 0 }
  return {
    requestId,
    route,
    note: (words) => notes.push(words),
    countIn({ wire, inflated }) {
      bytesIn = { wire: bytesIn.wire + wire, inflated: bytesIn.inflated + inflated }
    },
    measure: (status, bytesOut) => ({ route: route.name, status, ms: nowMs() - begunMs, bytesIn, bytesOut }),
    line({ status, ms, bytesOut }) {
      const sizes = { bytesIn: bytesIn.wire, bytesOut: bytesOut.wire }
      return Object.assign({ requestId, route: route.name, status, ms: Math.round(ms), ...sizes }, ...notes)
    },
  }
}
