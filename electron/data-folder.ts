import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a laptop's data is when nobody named a folder: the same for the window and for the browser. */
export function dataFolder(options: {
  readonly named: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home?: string
}): string {
  const { env, home = homedir() } = options
  const named = options.named ?? env.NORTHSTAR_DATA
  if (named !== undefined && named !== '') return resolve(named)
  switch (options.platform) {
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Northstar')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Northstar')
    default:
      return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Northstar')
  }
}
