import type { QuestionBank } from '../../../core/discovery/question-bank.ts'
import { readDocument } from '../../../core/documents/read-document.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import type { Documents } from '../../../db/documents.ts'
import { readMarketPack, readQuestionBank } from '../../../packs/read-packs.ts'

export interface PacksInForce {
  readonly pack: MarketPack
  readonly bank: QuestionBank
}

/**
 * The one place where it is decided which market pack and questions a laptop works with from its start: those that head
 * office published, else those that came with the application.
 * @throws Error naming the file when a pack of the application itself cannot be read
 */
export function packsInForce(
  documents: Pick<Documents, 'inForce'>,
  { packs, market }: { readonly packs: string; readonly market: string },
): PacksInForce {
  const own = readMarketPack(packs, market)
  const published = documents.inForce('market')
  const questions = documents.inForce('questions')
  // Found good when they came into force; what an older version cannot read any more is passed over.
  const readPack = published && readDocument('market', published)
  const readBank = questions && readDocument('questions', questions)
  return {
    pack: readPack?.kind === 'market' && readPack.pack.id === own.id ? readPack.pack : own,
    bank: readBank?.kind === 'questions' ? readBank.bank : readQuestionBank(packs, own),
  }
}
