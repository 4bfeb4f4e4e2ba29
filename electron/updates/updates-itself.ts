/**
 * Whether this is an installation that can be replaced without anybody's help: one made by our installer for Windows or
 * macOS, or an AppImage. What a package manager installed is its to replace.
 */
export function updatesItself(installation: {
  readonly isPackaged: boolean
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
}): boolean {
  if (!installation.isPackaged) return false
  const { platform, env } = installation
  return platform === 'win32' || platform === 'darwin' || (platform === 'linux' && env.APPIMAGE !== undefined)
}
