import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where a laptop's data is when nobody named a folder: the same for the window and for the browser. A demo has a folder
 * of its own beside it, whatever NORTHSTAR_DATA says.
 */
export function dataFolder(options: {
  readonly named: string | undefined
  readonly isDemo?: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home?: string
}): string {
  const { env, isDemo = false, home = homedir() } = options
  const named = options.named ?? (isDemo ? undefined : env.NORTHSTAR_DATA)
  if (named !== undefined && named !== '') return resolve(named)
  const name = isDemo ? 'Northstar Demo' : 'Northstar'
  switch (options.platform) {
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), name)
    case 'darwin':
      return join(home, 'Library', 'Application Support', name)
    default:
      return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), name)
  }
}
