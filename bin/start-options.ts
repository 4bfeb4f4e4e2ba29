import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder } from '../electron/data-folder.ts'
import { demoDayFolder } from './demo/demo-day-folder.ts'

export interface StartOptions {
  readonly folder: string
  /** 0 for a free one. */
  readonly port: number
  readonly demo: boolean
  readonly openWindow: boolean
  /** Asked for the browser, or for a port: then Electron is not tried. */
  readonly inBrowser: boolean
}

const usage =
  'Northstar understands: --demo (--market MARKET), --port NUMBER, --data FOLDER, --browser, --no-open. For example: npm start -- --port 4600'

/** Reads the words after `npm start --`. @returns the options, or the sentence to say instead */
export function readStartOptions(
  args: readonly string[],
  around: { readonly root: string; readonly env: Readonly<Record<string, string | undefined>> },
):
  | { readonly type: 'options'; readonly options: StartOptions }
  | { readonly type: 'refused'; readonly sentence: string } {
  const values = parse(args)
  if (values === null) return { type: 'refused', sentence: usage }
  // A market is chosen for a demo; a store has chosen its own when it was set up.
  const isMarket = values.market === undefined || (values.demo && /^[a-z]{2}$/.test(values.market))
  if (!isMarket) return { type: 'refused', sentence: usage }
  const port = readPort(values.port)
  if (port === null)
    return {
      type: 'refused',
      sentence: `“${values.port}” is not a port. Nothing was opened. Give a number from 1 to 65535, or leave it out for a free one.`,
    }
  const named =
    values.demo && values.data === undefined
      ? join(demoDayFolder(around.root, values.market), 'laptop')
      : values.data
  return {
    type: 'options',
    options: {
      folder: dataFolder({ named, env: around.env, platform: process.platform }),
      port,
      demo: values.demo,
      openWindow: !values['no-open'],
      inBrowser: values.browser || values.port !== undefined || values['no-open'],
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: 'boolean', default: false },
        market: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
      },
    }).values
  } catch {
    // A word that is not in the list: answered with the list.
    return null
  }
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return 0
  const port = Number(text)
  return Number.isInteger(port) && port >= 1 && port <= 65_535 && /^\d+$/.test(text) ? port : null
}
