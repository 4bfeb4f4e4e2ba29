import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { resources } from '../../bin/resources.ts'
import type { LaptopProgram } from './bundle-laptop.ts'
import { type Go, goSchema, type Line, lineSchema } from './messages.ts'

export interface LaptopProcess {
  readonly kill: () => void
  /** Resolves when the process is gone and its last line was heard, with how it ended and what it complained of. */
  readonly ended: Promise<{
    readonly code: number | null
    readonly signal: NodeJS.Signals | null
    readonly complaints: string
  }>
}

/** Starts a process that works on a laptop's data as its person does. */
export const startLaptop = (
  { file, reportsWorker, upkeepWorker, importsWorker, adviceWorker }: LaptopProgram,
  go: Omit<Go, 'resources' | 'reportsWorker' | 'upkeepWorker' | 'importsWorker' | 'adviceWorker'>,
  deps: Parameters<typeof startProcess>[2],
): LaptopProcess =>
  startProcess(
    file,
    goSchema.parse({ ...go, resources, reportsWorker, upkeepWorker, importsWorker, adviceWorker }),
    deps,
  )

/**
 * Starts a program that says its lines on a pipe.
 * @param input what it is told on its standard input, as JSON
 */
export function startProcess(
  file: string,
  input: unknown,
  deps: {
    /** Is told each line as it comes. */
    readonly hear: (line: Line) => void
    /** Set beside what this process has. */
    readonly environment: Readonly<Record<string, string>>
  },
): LaptopProcess {
  const child = spawn(process.execPath, [file], {
    stdio: ['pipe', 'inherit', 'pipe', 'pipe'],
    env: { ...process.env, ...deps.environment },
  })
  const { stdin, stderr } = child
  if (!stdin || !stderr) throw new Error('The process has no pipes')
  let complaints = ''
  stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  // One that is killed before it reads what it is told leaves a broken pipe, which is what was asked for.
  stdin.on('error', () => undefined)
  stdin.end(JSON.stringify(input))
  const lines = hearLines(child.stdio[3], deps.hear)
  const closed = new Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>(
    (resolve) => child.once('close', (code, signal) => resolve({ code, signal })),
  )
  return {
    kill: () => void child.kill('SIGKILL'),
    ended: Promise.all([closed, lines]).then(([ended]) => ({ ...ended, complaints })),
  }
}

/** A line that the kill cut short says nothing: only whole ones are heard. */
function hearLines(from: unknown, hear: (line: Line) => void): Promise<void> {
  if (!isReadable(from)) throw new Error('The pipe of the laptop process is missing')
  let heard = ''
  from.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
    const lines = heard.split('\n')
    heard = lines.pop() ?? ''
    for (const line of lines) hear(lineSchema.parse(JSON.parse(line)))
  })
  return new Promise((resolve) => from.once('close', resolve))
}

const isReadable = (stream: unknown): stream is Readable =>
  typeof stream === 'object' && stream !== null && 'on' in stream
