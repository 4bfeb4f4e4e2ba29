import { accessSync, constants, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly isExecutable: (file: string) => boolean
  readonly listFolder: (folder: string) => readonly string[]
}

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]

/**
 * Finds a Chromium, Chrome or Edge: the one named in NORTHSTAR_BROWSER, else on the path, else in its usual place, else
 * Playwright's own. @returns the path of the program, or `null`
 */
export function findBrowser(surroundings: Partial<Surroundings> = {}): string | null {
  const around: Surroundings = {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isExecutable,
    listFolder,
    ...surroundings,
  }
  const named = around.env.NORTHSTAR_BROWSER
  if (named !== undefined && named !== '') return around.isExecutable(named) ? named : null
  return candidates(around).find(around.isExecutable) ?? null
}

function candidates(around: Surroundings): readonly string[] {
  switch (around.platform) {
    case 'win32':
      return [...windowsPlaces(around.env), ...playwrightPlaces(around)]
    case 'darwin':
      return [...macPlaces(around.home), ...playwrightPlaces(around)]
    default:
      return [...onPath(around.env), ...playwrightPlaces(around)]
  }
}

function onPath(env: Surroundings['env']): readonly string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return commandNames.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function windowsPlaces(env: Surroundings['env']): readonly string[] {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
  const programs = [
    'Google/Chrome/Application/chrome.exe',
    'Chromium/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ]
  return programs.flatMap((program) =>
    folders.flatMap((folder) => (folder === undefined ? [] : [join(folder, program)])),
  )
}

function macPlaces(home: string): readonly string[] {
  const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  return names.flatMap((name) =>
    ['/Applications', join(home, 'Applications')].map((folder) =>
      join(folder, `${name}.app`, 'Contents', 'MacOS', name),
    ),
  )
}

/** Playwright keeps each revision in a folder of its own, e.g. `chromium-1200/chrome-linux64/chrome`. */
function playwrightPlaces(around: Surroundings): readonly string[] {
  const { listFolder } = around
  const folder = playwrightFolder(around)
  return listFolder(folder)
    .filter((revision) => /^chromium-\d+$/.test(revision))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((revision) => listFolder(join(folder, revision)).map((build) => join(folder, revision, build)))
    .flatMap((build) => programsIn(build, around))
}

function playwrightFolder({ platform, env, home }: Surroundings): string {
  const named = env.PLAYWRIGHT_BROWSERS_PATH
  if (named !== undefined && named !== '') return named
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ms-playwright')
    case 'darwin':
      return join(home, 'Library', 'Caches', 'ms-playwright')
    default:
      return join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'ms-playwright')
  }
}

function programsIn(build: string, { platform, listFolder }: Surroundings): readonly string[] {
  if (platform === 'win32') return [join(build, 'chrome.exe')]
  if (platform !== 'darwin') return [join(build, 'chrome')]
  return listFolder(build)
    .filter((name) => name.endsWith('.app'))
    .map((bundle) => join(build, bundle, 'Contents', 'MacOS', bundle.slice(0, -'.app'.length)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    // Not there, or not to be run: either way not a browser we can use.
    return false
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // A folder that is not there holds no browser.
    return []
  }
}
