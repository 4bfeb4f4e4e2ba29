import { parseArgs } from 'node:util'
import * as electron from 'electron'
import { dataFolder } from './data-folder.ts'
import { createLog } from './log.ts'
import { createMain } from './main-wiring.ts'
import { handleTopLevel } from './rejections.ts'
import { newSecret } from './security/new-secret.ts'
import { after } from './timer.ts'

const { values } = parseArgs({
  args: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
  // Chromium's own switches stand among ours.
  strict: false,
})
const named = typeof values.data === 'string' ? values.data : undefined
const folder = dataFolder({ named, env: process.env, platform: process.platform })

try {
  const log = createLog(folder, 'window')
  handleTopLevel(process, { log, onCrash: () => electron.app.exit(1) })
  await createMain(electron, {
    root: electron.app.getAppPath(),
    dataFolder: folder,
    demo: values.demo === true,
    platform: process.platform,
    nowMs: () => performance.now(),
    after,
    newNonce: newSecret,
    log,
    onWindowOpen: () => process.stdout.write('northstar: window open\n'),
  }).start()
} catch (error) {
  if (!(error instanceof Error)) throw error
  electron.dialog.showErrorBox('Northstar', error.message)
  electron.app.exit(1)
}
