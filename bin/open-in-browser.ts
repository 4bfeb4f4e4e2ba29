import { spawn } from 'node:child_process'

/** Whether a window could be shown to anyone. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (platform !== 'linux') return true
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/** Opens Northstar's own address in the person's browser; the address is printed as well, so a failure is no harm. */
export function openInBrowser(url: string): void {
  const [program, ...args] = opener(url)
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', () =>
    process.stdout.write('No browser could be opened from here: open the address by hand.\n'),
  )
  child.unref()
}

function opener(url: string): readonly [string, ...string[]] {
  switch (process.platform) {
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url]
    case 'darwin':
      return ['open', url]
    default:
      return ['xdg-open', url]
  }
}
