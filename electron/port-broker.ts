import type { Logger } from 'pino'
import type { DataProcessSupervisor } from './data-process-supervisor.ts'
import type { ElectronApi, FrameApi } from './electron-api.ts'
import { trustedSender } from './security/port-sender.ts'
import type { Windows } from './window.ts'

/** The one channel between preload and main: up it carries the wish for a port, down the port. */
const portChannel = 'northstar-port'

/**
 * Hands each page one end of a channel to the data process: when it asks, and again whenever the data process has
 * started anew. A page that asks before the data process is ready gets its port when it is.
 */
export function createPortBroker(
  electron: Pick<ElectronApi, 'ipcMain' | 'MessageChannelMain'>,
  deps: { readonly windows: Windows; readonly log: Logger },
): {
  readonly listen: (data: Pick<DataProcessSupervisor, 'isReady' | 'connect'>) => void
  readonly handToAll: () => void
} {
  const asked = new Set<number>()
  let dataProcess: Pick<DataProcessSupervisor, 'isReady' | 'connect'> | null = null

  const hand = (frame: FrameApi): void => {
    if (dataProcess === null || !dataProcess.isReady()) return
    const { port1, port2 } = new electron.MessageChannelMain()
    dataProcess.connect(port1)
    frame.postMessage(portChannel, null, [port2])
  }

  return {
    listen: (data) => {
      dataProcess = data
      electron.ipcMain.on(portChannel, (event) => {
        const frame = trustedSender(event, (id) => deps.windows.byContentsId(id) !== undefined)
        if (frame === null) return deps.log.warn('a port was asked for by a frame that may not have one')
        asked.add(event.sender.id)
        hand(frame)
      })
    },
    handToAll: () => {
      for (const id of asked) {
        const window = deps.windows.byContentsId(id)
        if (window === undefined) asked.delete(id)
        else hand(window.webContents.mainFrame)
      }
    },
  }
}
