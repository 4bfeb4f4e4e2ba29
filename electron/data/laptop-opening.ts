import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Work } from '../../contract/laptop.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConsultantId } from '../../core/ids.ts'
import { isBehindJournal } from '../../db/bring-back-journaled.ts'
import { keyInUse } from '../../db/change-key.ts'
import { isSilentlyDamaged } from '../../db/check-database.ts'
import { databaseFile } from '../../db/connect.ts'
import { isDamage } from '../../db/damage.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { isPlainDatabase } from '../../db/encrypt-plain-database.ts'
import { removeLeftovers } from '../../db/leftovers.ts'
import { isDatabaseLost } from '../../db/lost-database.ts'
import { hasPending } from '../../db/migrate.ts'
import { finishPutInUse } from '../../db/put-in-use.ts'
import { putSaltBack } from '../../db/salt.ts'
import type { Stage, StageOf } from './laptop-stages.ts'
import type { createDataService, DataService, DataServiceOptions } from './service.ts'
import { createUpkeep, type Job } from './upkeep/run-upkeep.ts'
import type { Results } from './upkeep/upkeep-protocol.ts'
import type { ServiceVault } from './vault/demo-vault.ts'
import type { KeyVault } from './vault/key-vault.ts'

export interface OpeningOptions
  extends Omit<DataServiceOptions, 'key' | 'onDamage' | 'onRevoked' | 'onOtherMarket' | 'isHeld' | 'vault'> {
  /** Absent for a demo, whose key needs no keeping. */
  readonly vault?: ServiceVault & Pick<KeyVault, 'formers' | 'forgetFormers'>
  readonly createService: typeof createDataService
  readonly clock: Clock
  readonly randomBytes: (count: number) => Uint8Array
}

/** A key that was given back and the new one for it. */
interface Turn {
  readonly to: DatabaseKey
  /** The keys from before. */
  readonly keys: readonly DatabaseKey[]
  /** The mark of the request that head office answered. */
  readonly request: string
}

type Run = <J extends Job>(key: DatabaseKey, what: Work['what'], job: J) => Promise<Results[J['type']]>

/** The way from a key to open data, or to the damage that stands in it. */
export interface Opening {
  /** @param of `new` for a key that was made just now, or data that is to begin empty: nothing need be there */
  readonly opened: (key: DatabaseKey, of?: 'kept' | 'new') => Promise<Stage>
  /** Open data closed and opened again, for a store of another market; whoever set it up stays signed in. */
  readonly openedAnew: (before: StageOf<'open'>, signedIn: ConsultantId | null) => Promise<Stage>
  /** Salt back, check, rebuild what can be told again, and one try more; only then is it called damaged. */
  readonly damaged: (key: DatabaseKey) => Promise<Stage>
  /** Does one long work, telling how far it is. */
  readonly run: Run
  /** What is to be said in the open data's access log, and where backups are shown, as soon as it is open. */
  readonly sayWhenOpen: (say: (service: DataService) => void) => void
}

/**
 * @param on.progress says how far the work under way is
 * @param on.damage is told of damage that the open data met
 * @param on.revoked is told that head office has revoked this laptop
 * @param on.otherMarket is told that the data is to be opened anew, of another market, and who is signed in then
 */
export function createOpening(
  options: OpeningOptions,
  on: {
    readonly progress: (what: Work['what']) => (done: number, of: number | null) => void
    readonly damage: (open: StageOf<'open'>, error: unknown) => void
    readonly revoked: (open: StageOf<'open'>) => void
    readonly otherMarket: (open: StageOf<'open'>, signedIn: ConsultantId | null) => void
  },
): Opening {
  const { folder, resources, randomBytes, clock, log } = options
  const file = databaseFile(folder)
  const migrationsFolder = join(resources, 'db', 'migrations')
  /** Damage that the check does not confirm is believed the second time. */
  let doubted = false
  /** The change of the key that is to be done, or done to its end, as soon as the data is sound. */
  let turn: Turn | null = null
  let toSay: readonly ((service: DataService) => void)[] = []

  const run: Run = (key, what, job) => {
    on.progress(what)(0, null)
    const upkeep = createUpkeep({ workerFile: options.upkeepWorker, folder, key, migrationsFolder, log })
    return upkeep.run(job, on.progress(what))
  }
  const sayWhenOpen = (say: (service: DataService) => void) => {
    toSay = [...toSay, say]
  }

  async function opened(opener: DatabaseKey, of: 'kept' | 'new' = 'kept'): Promise<Stage> {
    // A restore or salvage whose last step failed: what is in its place is only half moved.
    finishPutInUse(folder)
    const formers = options.vault?.formers(opener) ?? null
    if (formers) turn = { to: opener, ...formers }
    return openedWith(turn ? keyThatOpens(turn) : opener, of)
  }

  async function openedWith(key: DatabaseKey, of: 'kept' | 'new'): Promise<Stage> {
    try {
      if (isPlainDatabase(folder)) await run(key, 'encrypting', { type: 'encrypt' })
      if (of === 'kept' && isDatabaseLost(folder)) {
        log.error('the database is gone')
        return asDamaged(key, 'all')
      }
      // Before SQLite opens it, which would pass over what it cannot read and write on from there.
      if (existsSync(file) && isSilentlyDamaged({ file, key })) {
        log.error('the database has lost acknowledged commits')
        return damaged(key)
      }
      if (hasPending({ folder, key, migrationsFolder }))
        await run(key, 'upgrading', { type: 'migrate', nowMs: clock() })
      const isBack = await bringBackLost(key)
      if (!isBack) return asDamaged(key, 'some')
      const changed = turn ? await changeKeyTo(turn) : key
      on.progress('opening')(0, null)
      return serve(changed)
    } catch (error) {
      if (!isDamage(error)) throw error
      log.error({ err: error }, 'the database is damaged')
      return damaged(key)
    }
  }

  /** Before anyone can sign in: until it is done, what is replaced could still be opened with the key from before. */
  async function changeKeyTo({ to, keys, request }: Turn): Promise<DatabaseKey> {
    await run(to, 'changing-key', { type: 'change-key', formers: [...keys], request, nowMs: clock() })
    options.vault?.forgetFormers()
    turn = null
    log.info({ request }, 'the data has a new key')
    return to
  }

  /** The key of the database in use, which says by its salt which one; where that is damaged, the one it can be mended for. */
  const keyThatOpens = ({ to, keys }: Turn): DatabaseKey =>
    keyInUse(folder, [to, ...keys]) ?? [to, ...keys].find((key) => putSaltBack({ file, key })) ?? to

  /**
   * What the journal holds and the database has lost comes back by itself. Where some of it does not fit, more than the
   * journal holds was lost, and a person chooses; trying again goes on with what there is.
   */
  async function bringBackLost(key: DatabaseKey): Promise<boolean> {
    if (!isBehindJournal({ folder, key, migrationsFolder, randomBytes })) return true
    const { replayed, notReplayed, waitingRows } = await run(key, 'checking', { type: 'replay' })
    log.error({ replayed, notReplayed, waitingRows }, 'the database had lost what the journal holds')
    const detail = { replayed: String(replayed), notReplayed: String(notReplayed) }
    if (replayed > 0) sayWhenOpen((service) => service.logAccess('journal-replayed', detail))
    if (notReplayed > 0) sayWhenOpen((service) => service.noticeRestore(withoutSome(notReplayed)))
    // Where nothing came back, all that the tables refuse was refused, and said, before.
    return replayed === 0 || (notReplayed === 0 && waitingRows === 0)
  }

  function serve(key: DatabaseKey): Stage {
    const service = options.createService({
      ...options,
      key,
      isHeld: true,
      onDamage: (error) => on.damage(open, error),
      onRevoked: () => on.revoked(open),
      onOtherMarket: (signedIn) => on.otherMarket(open, signedIn),
    })
    const open: StageOf<'open'> = { type: 'open', key, service }
    for (const say of toSay) say(service)
    toSay = []
    service.startBackups()
    try {
      removeLeftovers(folder)
    } catch (error) {
      // Tried again at the next start; the data is open.
      log.warn({ err: error }, 'what a restore or salvage left behind could not be removed')
    }
    return open
  }

  async function openedAnew(
    { key, service }: StageOf<'open'>,
    signedIn: ConsultantId | null,
  ): Promise<Stage> {
    await service.close()
    const stage = await opened(key)
    // Not by `sayWhenOpen`: if opening fails, whoever tries again later is anyone.
    if (stage.type === 'open' && signedIn !== null) stage.service.session.signIn(signedIn)
    return stage
  }

  async function damaged(key: DatabaseKey): Promise<Stage> {
    if (existsSync(file)) putSaltBack({ file, key })
    const { extent, rebuilt } = await run(key, 'checking', { type: 'check' })
    if (extent === 'none' && (rebuilt || !doubted)) {
      doubted = !rebuilt
      return openedWith(key, 'kept')
    }
    return asDamaged(key, extent === 'all' ? 'all' : 'some')
  }

  async function asDamaged(key: DatabaseKey, extent: 'some' | 'all'): Promise<Stage> {
    const { records } = await run(key, 'checking', { type: 'count-journal' })
    const foundAt = clock()
    return { type: 'damaged', key, foundAt, extent, journaled: records, salvaged: null, failed: null }
  }

  return { opened, openedAnew, damaged, run, sayWhenOpen }
}

/** What a manager is told of changes that a restore could not bring back. */
export const withoutSome = (count: number) =>
  ({ code: 'RESTORED_WITHOUT', detail: { count: String(count) } }) as const
