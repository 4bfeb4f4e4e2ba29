/**
 * Hands the page its port to the data process and exposes nothing else.
 *
 * Once the page's script has run, main is asked for a port. Each port that comes, then and after every restart of the
 * data process, goes to the page by `window.postMessage` as `{ type: 'northstar-port' }` with the port as its one
 * transferred object; the page takes it only when `event.source` is its own window, and lets the older one go.
 */
import { ipcRenderer } from 'electron'

const channel = 'northstar-port'

ipcRenderer.on(channel, ({ ports }) => {
  window.postMessage({ type: channel }, window.location.origin, [...ports])
})
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(channel))
