import type { QuestionBank } from '../../../core/discovery/question-bank.ts'
import { readDocument } from '../../../core/documents/read-document.ts'
import { type MarketPack, withRatesOf } from '../../../core/market/market-pack.ts'
import type { Device } from '../../../db/device.ts'
import type { Documents } from '../../../db/documents.ts'
import { readQuestionBank } from '../../../packs/read-packs.ts'
import type { Markets } from './markets.ts'

export interface PacksInForce {
  /** Its `timeZone` is the store's, which a market may leave to its stores. */
  readonly pack: MarketPack
  readonly bank: QuestionBank
}

/**
 * The one place where it is decided which market pack and questions a laptop works with from its start: those of its
 * store's market that head office published, else those that came with the application.
 * @param of.market the one to begin with on a laptop that has no store yet; the usual one where left out
 * @throws Refusal MARKET_MISSING when this installation has no pack of the store's market
 * @throws Error naming the file when a pack of the application itself cannot be read
 */
export function packsInForce(
  documents: Pick<Documents, 'inForce'>,
  of: {
    readonly packs: string
    readonly markets: Markets
    readonly device: Pick<Device, 'market' | 'timeZone'> | null
    readonly market?: string | undefined
  },
): PacksInForce {
  const { device, markets } = of
  const own = markets.pack(device?.market ?? of.market ?? markets.usual())
  const published = documents.inForce('market')
  const questions = documents.inForce('questions')
  // Found good when they came into force; what an older version cannot read any more is passed over.
  const readPack = published && readDocument('market', published)
  const readBank = questions && readDocument('questions', questions)
  const pack =
    readPack?.kind === 'market' && readPack.pack.id === own.id ? withRatesOf(own, readPack.pack) : own
  return {
    pack: device ? { ...pack, timeZone: device.timeZone } : pack,
    bank: readBank?.kind === 'questions' ? readBank.bank : readQuestionBank(of.packs, own),
  }
}
