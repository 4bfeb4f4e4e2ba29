import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts'
import type { AskedView, LaptopState, SalvageReport, Work } from '../../contract/laptop.ts'
import { assertNever } from '../../core/assert-never.ts'
import { listBackups } from '../../db/backups.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import type { DataService } from './service.ts'

/** Why something did not come about. */
export interface Failed {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

/** What the laptop's data is, with what is needed to go on from there. */
export type Stage =
  | { readonly type: 'working'; readonly work: Work }
  | {
      readonly type: 'passphrase-to-choose'
      readonly because: 'new' | 'plain' | 'recovered'
      /** Known already when the recovery code opened it. */
      readonly key: DatabaseKey | null
    }
  | {
      readonly type: 'passphrase-to-choose'
      readonly because: 'answered'
      /** The key that head office gave back, which is changed for a new one. */
      readonly key: DatabaseKey
      /** The mark of the request that it answered. */
      readonly request: string
    }
  | { readonly type: 'code-to-keep'; readonly key: DatabaseKey; readonly code: string }
  | {
      readonly type: 'key-needed'
      readonly because: 'start' | 'os-key-lost' | 'wraps-missing'
      readonly ways: readonly ('passphrase' | 'recovery-code' | 'headoffice')[]
    }
  | {
      readonly type: 'damaged'
      readonly key: DatabaseKey
      readonly foundAt: number
      readonly extent: 'some' | 'all'
      readonly journaled: number
      readonly salvaged: SalvageReport | null
      readonly failed: Failed | null
    }
  | ({ readonly type: 'refused'; readonly key: DatabaseKey | null } & Failed)
  | { readonly type: 'open'; readonly key: DatabaseKey; readonly service: DataService }
  | {
      readonly type: 'handing-over'
      readonly key: DatabaseKey
      /** Change sets that head office has no receipt for. */
      readonly changeSets: number
      /** Pictures that head office was not given, and those of them that are more than it takes. */
      readonly pictures: number
      readonly picturesLeft: number
      readonly problem: 'unreachable' | 'troubled' | null
    }
  | {
      readonly type: 'revoked'
      readonly at: number
      readonly changeSets: number
      readonly pictures: number
      readonly picturesLeft: number
      readonly storeCode: string
    }

export type StageOf<T extends Stage['type']> = Extract<Stage, { type: T }>

/** Whether the stage is one of these. */
export function isOneOf<T extends Stage['type']>(stage: Stage, types: readonly T[]): stage is StageOf<T> {
  return types.some((type) => type === stage.type)
}

/**
 * The stage as a page is told of it: without the key.
 * @param asked the request to head office that is under way
 */
export function stateOf(stage: Stage, folder: string, asked: () => AskedView | null): LaptopState {
  switch (stage.type) {
    case 'working':
      return stage
    case 'passphrase-to-choose':
      return {
        type: 'passphrase-to-choose',
        because: stage.because,
        backups: stage.because === 'new' ? [...listBackups(folder)] : [],
      }
    case 'key-needed': {
      const request = stage.ways.includes('headoffice') ? asked() : null
      return { ...stage, ways: [...stage.ways], ...(request && { asked: request }) }
    }
    case 'code-to-keep':
      return { type: 'code-to-keep', code: stage.code }
    case 'handing-over': {
      const { key: _, ...shown } = stage
      return shown
    }
    case 'revoked':
      return stage
    case 'damaged': {
      const { key: _, ...shown } = stage
      return { ...shown, backups: [...listBackups(folder)] }
    }
    case 'refused':
      return { type: 'refused', code: stage.code, detail: { ...stage.detail } }
    case 'open':
      return { type: 'open' }
    default:
      return assertNever(stage)
  }
}
