import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { NewId } from '../../core/ids.ts'
import type { Headoffice } from '../../headoffice/start.ts'
import { buildLosingDisk, layOutDisk, openControl } from '../power-cut/losing-disk.ts'
import { bundleLaptop } from './bundle-laptop.ts'
import { checkHeadoffice } from './check-headoffice.ts'
import { checkLaptop } from './check-laptop.ts'
import { createKiller, createUsualTimes, planKill, type UsualTimes } from './kill-plan.ts'
import { createLedger, type Fault } from './ledger.ts'
import { type Ending, liveOnce, passingFiles } from './live-once.ts'
import type { Go } from './messages.ts'
import { createRandom, type Random } from './random.ts'

export interface TortureOptions {
  readonly kills: number
  readonly seed: number
  /** `power-cut`: the process lives on a disk that loses what was not synced (../power-cut/losing-disk.c). */
  readonly by: 'kill' | 'power-cut'
  /** Laptops tortured side by side. */
  readonly lanes: number
  /** Kills that one folder lives through. */
  readonly killsAFolder: number
  readonly headoffice: Pick<Headoffice, 'url' | 'operator'> | null
  /** Milliseconds on a clock that only goes forward. */
  readonly nowMs: () => number
  readonly newId: NewId
  /** `OFF`: a laptop that does not sync, to prove that it is found out. */
  readonly synchronous?: Go['synchronous']
  /** The losing disk answers each sync well and does nothing, to prove the same. */
  readonly diskLies?: boolean
  /** What was found wrong is kept on the disk, which is usual, or not, where it was asked for. */
  readonly keepsFaulty?: boolean
}

export interface TortureResult {
  readonly kills: number
  readonly acknowledged: number
  readonly lost: number
  readonly corrupt: number
  /** What was wrong, with the folder it was wrong in, which is kept. */
  readonly faults: readonly FaultIn[]
  /** How many kills found the laptop doing what. */
  readonly found: ReadonlyMap<string, number>
}
type FaultIn = Fault & { readonly place: string }

/** Kills laptops at random moments, opens what is left and compares it with what they had acknowledged. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { synchronous = 'FULL', headoffice: office } = options
  using program = await bundleLaptop()
  const library = options.by === 'power-cut' ? buildLosingDisk(dirname(program.file)) : null
  const random = createRandom(options.seed)
  const times = createUsualTimes()
  const faults: FaultIn[] = []
  const found = new Map<string, number>()
  let killsLeft = options.kills
  let acknowledged = 0

  const lane = async (lot: Random): Promise<void> => {
    while (killsLeft > 0 && faults.length === 0) {
      const place = mkdtempSync(join(tmpdir(), 'northstar-torture-'))
      const folder = library === null ? place : join(place, 'disk', 'laptop')
      const ledger = createLedger()
      const store = `T-${options.newId().slice(-8).toUpperCase()}`
      let strays: readonly string[] = []
      for (let kill = 0; kill < options.killsAFolder && killsLeft > 0; kill += 1) {
        killsLeft -= 1
        const ending =
          library === null
            ? endByKill(lot, times, options.nowMs)
            : endByPowerCut(lot, { place, library, lies: options.diskLies ?? false })
        const headoffice = office && { url: office.url, code: await codeFor(office, store) }
        const life = { program, folder, headoffice, synchronous, ledger, ending, strays }
        const ended = await liveOnce({ ...life, seed: lot.below(2 ** 32) })
        found.set(ended.doing, (found.get(ended.doing) ?? 0) + 1)
        const wrong = [...ended.faults, ...(await checkLaptop(folder, ledger))]
        faults.push(...wrong.map((fault) => ({ ...fault, place })))
        if (faults.length > 0) break
        strays = passingFiles(folder)
      }
      if (faults.length === 0 && office !== null) {
        const wrong = await checkHeadoffice(folder, office)
        faults.push(...wrong.map((fault) => ({ ...fault, place })))
      }
      acknowledged += ledger.acknowledged()
      const isKept = options.keepsFaulty !== false && faults.some((fault) => fault.place === place)
      if (!isKept) rmSync(place, { recursive: true, force: true })
    }
  }
  const lots = Array.from({ length: options.lanes }, () => createRandom(random.below(2 ** 32)))
  await Promise.all(lots.map(lane))
  const count = (type: Fault['type']) => faults.filter((fault) => fault.type === type).length
  return {
    kills: options.kills - killsLeft,
    acknowledged,
    lost: count('lost'),
    corrupt: count('corrupt'),
    faults,
    found,
  }
}

/** Each folder is a store of its own at head office, whatever its laptop was set up as. */
const codeFor = ({ operator }: Pick<Headoffice, 'operator'>, storeCode: string): Promise<string> =>
  operator.newEnrolmentCode({ storeCode })

function endByKill(random: Random, times: UsualTimes, nowMs: () => number): Ending {
  const plan = planKill(random)
  return {
    environment: {},
    soon: plan.type === 'during' ? plan.call : null,
    watch: (kill) => createKiller(plan, { times, nowMs, strike: kill }).hear,
  }
}

/** Opening a laptop takes some ten operations, making a new one some three hundred; then there is work. */
const withinOperations = [20, 300, 2500, 2500, 2500]

/** The power goes before an operation of the disk, often in the few of the opening. */
function endByPowerCut(
  random: Random,
  disk: { readonly place: string; readonly library: string; readonly lies: boolean },
): Ending {
  const { environment, controlFile } = layOutDisk(disk.place, disk.library)
  const control = openControl(controlFile)
  control.set('cutBefore', 1 + random.below(random.pick(withinOperations)))
  control.set('seed', random.below(2 ** 32))
  control.set('lies', disk.lies ? 1 : 0)
  control.close()
  const soon = random.isTrue(0.3)
    ? random.pick(['import-catalogue', 'restart', 'back-up', 'sync'] as const)
    : null
  return { environment, soon, watch: () => () => undefined }
}
