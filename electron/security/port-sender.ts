import type { FrameApi, FrameMessage } from '../electron-api.ts'
import { isAppAddress } from './app-address.ts'

/**
 * The frame that may be given a port to the data process: the main frame, on the page's own origin, of a window that
 * this process opened itself. `null` for any other sender.
 */
export function trustedSender(
  event: FrameMessage,
  isOwnWindow: (contentsId: number) => boolean,
): FrameApi | null {
  const frame = event.senderFrame
  if (frame === null || frame.parent !== null) return null
  return isOwnWindow(event.sender.id) && isAppAddress(frame.url) ? frame : null
}
