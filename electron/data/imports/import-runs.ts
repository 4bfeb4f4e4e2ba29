import type { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import type { importStandingSchema } from '../../../contract/import-views.ts'
import type { ImportId } from '../../../core/ids.ts'
import type { Language } from '../../../core/market/language.ts'
import type { After } from '../../timer.ts'
import type { Showroom } from '../showroom.ts'
import type { Answered, Asked } from './import-protocol.ts'
import type { ImportThread } from './import-thread.ts'
import { createTimeLeft, type TimeLeft } from './time-left.ts'
import type { WriteImport } from './write-import.ts'

type Standing = Readonly<z.infer<typeof importStandingSchema>>

/** Files of at most so many bytes. */
const largestFileBytes = 200_000_000
/** An import that nobody went on with for so long is let go: it holds its file in memory. */
const idleMs = 30 * 60_000

interface File {
  readonly importId: ImportId
  readonly fileName: string
  readonly bytes: number
}

/** The import under way on this laptop: at most one, whoever goes on with it, from whichever window. */
export interface ImportRuns {
  /** @throws Refusal IMPORT_UNDER_WAY, FILE_TOO_LARGE */
  readonly begin: (file: File) => void
  /**
   * The next part of the file; one that is here already changes nothing.
   * @throws Refusal IMPORT_OVER, NOT_NOW for a part that is not the next, and for any once the file is whole
   */
  readonly part: (importId: ImportId, offset: number, content: Uint8Array<ArrayBuffer>) => Promise<void>
  /** What the file is. @throws Refusal as `ask`; IMPORT_NOT_READABLE */
  readonly look: (importId: ImportId, asked: Asked['look']) => Promise<Answered['look']>
  /**
   * Asks the worker about the file.
   * @throws Refusal IMPORT_OVER, NOT_NOW while it is not whole or is being written; and what the worker refuses
   */
  readonly ask: <A extends 'fit' | 'check' | 'rows' | 'refused'>(
    importId: ImportId,
    name: A,
    asked: Asked[A],
  ) => Promise<Answered[A]>
  /** Keeps what a person has said of the file, in place of what was kept before. @throws Refusal IMPORT_OVER */
  readonly keep: (importId: ImportId, windowId: string, said: NonNullable<Standing['said']>) => void
  /** The dry run. @throws Refusal as `ask`; IMPORT_NOT_MAPPED */
  readonly plan: (importId: ImportId, asked: Asked['plan']) => Promise<Answered['plan']['plan']>
  /** Writes what was planned. @throws Refusal IMPORT_OVER, NOT_NOW, IMPORT_NOTHING_TO_WRITE, IMPORT_PLANNED_ANEW */
  readonly run: (importId: ImportId, language: Language) => Promise<Standing>
  readonly standing: () => Standing | null
  /** @throws Refusal IMPORT_UNDER_WAY */
  readonly refuseWhileWriting: () => void
  /** Ends it at once, a stock list after the cars that are being written; one that is over is left alone. */
  readonly cancel: (importId: ImportId) => Promise<void>
  readonly close: () => Promise<void>
}

interface Run extends File {
  readonly personName: string
  readonly beganAt: number
  readonly thread: ImportThread
  /** The length of each part that is here, by its offset. */
  readonly parts: Map<number, number>
  step: Standing['step']
  done: number
  of: number | null
  /** How much of the step is done, from 0 to 1. */
  share: number
  timeLeft: TimeLeft | null
  said: Standing['said']
  saidIn: Standing['saidIn']
  saidTimes: number
  planned: { readonly plan: NonNullable<Standing['plan']>; readonly asked: Asked['plan'] } | null
  outcome: Standing['outcome']
  /** Cars are being written one slice after another. */
  isWritingCars: boolean
  isCancelled: boolean
}

export function createImportRuns(deps: {
  readonly showroom: Showroom
  readonly startThread: (
    file: { readonly name: string; readonly bytes: number },
    onProgress: (rows: number, share: number) => void,
  ) => ImportThread
  readonly writeImport: WriteImport
  readonly monotonicMs: () => number
  readonly after: After
}): ImportRuns {
  const { showroom, writeImport } = deps
  let current: Run | null = null
  let stopIdling = () => {}

  const letGo = async (run: Run) => {
    if (current === run) current = null
    await run.thread.end()
  }
  const own = (importId: ImportId): Run => {
    if (current?.importId !== importId || current.thread.hasEnded()) throw new Refusal('IMPORT_OVER')
    stayAwake()
    return current
  }
  /** The import, with its file whole and nothing written yet. */
  const atRest = (importId: ImportId): Run => {
    const run = own(importId)
    if (run.step !== 'mapping' && run.step !== 'planned') throw new Refusal('NOT_NOW')
    return run
  }
  const stayAwake = () => {
    stopIdling()
    stopIdling = deps.after(idleMs, () => {
      if (current && !isWriting(current)) void letGo(current)
    })
  }
  const refuseUnderWay = ({ fileName: file, personName: person }: Run): never => {
    throw new Refusal('IMPORT_UNDER_WAY', { file, person })
  }
  const enter = (run: Run, step: 'looking' | 'planning' | 'writing') => {
    Object.assign(run, { step, done: 0, of: null, share: 0, timeLeft: createTimeLeft(deps.monotonicMs) })
  }

  const plan = async (run: Run, asked: Asked['plan']) => {
    enter(run, 'planning')
    run.planned = null
    try {
      const { plan: made, mapped } = await run.thread.ask('plan', asked)
      if (mapped) showroom.db.imports.remember(mapped.target, { ...mapped, usedAt: showroom.clock() })
      run.planned = { plan: made, asked }
      return made
    } finally {
      run.step = run.planned ? 'planned' : 'mapping'
      run.timeLeft = null
    }
  }
  const write = async (run: Run, { plan: made, asked }: NonNullable<Run['planned']>, language: Language) => {
    const personId = showroom.author()
    const packed = await run.thread.ask('pack', {})
    if (!writeImport.isCurrent(packed)) {
      await plan(run, { ...asked, language })
      throw new Refusal('IMPORT_PLANNED_ANEW')
    }
    const of = made.counts.added + made.counts.changed
    Object.assign(run, { of, isWritingCars: packed.type === 'stock' })
    run.outcome = await writeImport.putIn({
      importId: run.importId,
      fileName: run.fileName,
      personId,
      packed,
      counts: made.counts,
      thread: run.thread,
      isCancelled: () => run.isCancelled,
      onWritten: (done) => void Object.assign(run, { done, share: done / of }),
    })
  }

  return {
    begin(file) {
      if (current?.importId === file.importId) return
      refuseTooLarge(file)
      const before = current
      if (before && !isOver(before)) refuseUnderWay(before)
      current = newRun(file, {
        personName: showroom.db.consultants.get(showroom.author())?.name ?? '',
        beganAt: showroom.clock(),
        startThread: deps.startThread,
      })
      stayAwake()
      if (before) void letGo(before)
    },
    async part(importId, offset, content) {
      const run = own(importId)
      const { length } = content
      if (run.step !== 'receiving') throw new Refusal('NOT_NOW')
      if (run.parts.get(offset) === length) return
      if (offset !== run.done || offset + length > run.bytes) throw new Refusal('NOT_NOW')
      run.parts.set(offset, length)
      run.done += length
      await run.thread.ask('part', { offset, content }, [content.buffer])
      if (run.done === run.bytes) run.step = 'mapping'
    },
    async ask(importId, name, asked) {
      const run = own(importId)
      if (run.step === 'receiving' || isWriting(run)) throw new Refusal('NOT_NOW')
      return run.thread.ask(name, asked)
    },
    async look(importId, asked) {
      const run = atRest(importId)
      enter(run, 'looking')
      run.planned = null
      try {
        return await run.thread.ask('look', asked)
      } finally {
        run.step = 'mapping'
        run.timeLeft = null
      }
    },
    keep(importId, windowId, said) {
      const run = own(importId)
      Object.assign(run, { said, saidIn: windowId, saidTimes: run.saidTimes + 1 })
    },
    async plan(importId, asked) {
      return plan(atRest(importId), asked)
    },
    async run(importId, language) {
      const run = own(importId)
      if (run.step === 'done') return standingOf(run)
      if (run.planned === null || run.step !== 'planned') throw new Refusal('NOT_NOW')
      const { added, changed } = run.planned.plan.counts
      if (added + changed === 0) throw new Refusal('IMPORT_NOTHING_TO_WRITE', { file: run.fileName })
      enter(run, 'writing')
      try {
        await write(run, run.planned, language)
        run.step = 'done'
      } finally {
        // What was planned anew is there to be looked at; anything else has ended the import.
        if (isWriting(run)) run.step = 'failed'
        run.timeLeft = null
      }
      return standingOf(run)
    },
    standing: () => current && standingOf(current),
    refuseWhileWriting() {
      if (current && isWriting(current)) refuseUnderWay(current)
    },
    async cancel(importId) {
      if (current?.importId !== importId) return
      current.isCancelled = true
      if (!current.isWritingCars || isOver(current)) await letGo(current)
    },
    async close() {
      stopIdling()
      if (current) {
        current.isCancelled = true
        await letGo(current)
      }
    },
  }
}

function refuseTooLarge({ fileName: file, bytes }: File): void {
  if (bytes <= largestFileBytes) return
  const [size, most] = [(bytes / 1e6).toFixed(1), (largestFileBytes / 1e6).toFixed(0)]
  throw new Refusal('FILE_TOO_LARGE', { file, size, most })
}

function newRun(
  file: File,
  {
    startThread,
    ...who
  }: Pick<Run, 'personName' | 'beganAt'> & Pick<Parameters<typeof createImportRuns>[0], 'startThread'>,
): Run {
  const run: Run = {
    ...file,
    ...who,
    thread: startThread({ name: file.fileName, bytes: file.bytes }, (done, share) => {
      const of = share > 0 ? Math.max(done, Math.round(done / share)) : null
      Object.assign(run, { done, share, of })
    }),
    parts: new Map(),
    step: file.bytes === 0 ? 'mapping' : 'receiving',
    done: 0,
    of: file.bytes,
    share: 0,
    timeLeft: null,
    said: null,
    saidIn: null,
    saidTimes: 0,
    planned: null,
    outcome: null,
    isWritingCars: false,
    isCancelled: false,
  }
  return run
}

const isWriting = ({ step }: Run): boolean => step === 'writing'
const isOver = ({ step, thread }: Run): boolean => step === 'done' || step === 'failed' || thread.hasEnded()

function standingOf(run: Run): Standing {
  const { importId, fileName, personName, beganAt, done, of, outcome, planned, timeLeft, share } = run
  const { said, saidIn, saidTimes } = run
  return {
    importId,
    fileName,
    personName,
    beganAt,
    step: run.step !== 'done' && run.thread.hasEnded() ? 'failed' : run.step,
    done,
    of,
    secondsLeft: timeLeft?.seconds(share) ?? null,
    said,
    saidIn,
    saidTimes,
    plan: planned?.plan ?? null,
    outcome,
  }
}
