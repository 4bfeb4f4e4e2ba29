import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** One thing that `npm run headoffice -- NAME` does. */
export interface Command {
  /** Its options as the help shows them, without its name. */
  readonly usage: string
  /** What it does, in a line. */
  readonly about: string
  /** @returns the exit code. @throws WrongUse, Refusal */
  readonly run: (args: readonly string[]) => Promise<number>
}

/** A command was given in a way that it does not understand; the message says how, as a sentence. */
export class WrongUse extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WrongUse'
  }
}

/**
 * A command's options.
 * @throws WrongUse for one that it does not have, one without its value, and anything else on the line
 */
export function readOptions<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (cause) {
    const isOfArgs = cause instanceof Error && 'code' in cause && /^ERR_PARSE_ARGS/.test(String(cause.code))
    if (!isOfArgs) throw cause
    throw new WrongUse(`${cause.message.split('. ')[0]}.`, { cause })
  }
}

/** Where a command finds head office's data. */
export const dataOptions = { folder: { type: 'string', default: 'headoffice-data' } } as const

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** An instant for an operator's eyes, in UTC: who runs head office may sit in any time zone. */
export const instantText = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
