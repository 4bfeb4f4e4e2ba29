import { indexLexicon, type LexiconIndex } from '../../core/discovery/lexicon-index.ts'
import type { QuestionBank } from '../../core/discovery/question-bank.ts'
import { suggestTags, type TagSuggestion } from '../../core/discovery/suggest-tags.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import { readMarketLexicon, readQuestionBank } from '../../packs/read-packs.ts'

/** The answers that a remark suggests, in the order of its words. */
export type HearRemark = (text: string) => readonly TagSuggestion[]

/**
 * Hears remarks with the market's lexicon, for the questions in force. Making a lexicon ready takes longer than opening
 * the laptop may, so it waits for the first remark.
 * @throws Error naming the file when the installation has no lexicon of the market, at the first remark
 */
export function createHearRemark(of: {
  readonly packs: string
  readonly pack: MarketPack
  readonly bank: QuestionBank
}): HearRemark {
  let index: LexiconIndex | null = null
  return (text) => {
    index ??= indexLexicon(
      readMarketLexicon(of.packs, of.pack, readQuestionBank(of.packs, of.pack)),
      of.bank,
      of.pack,
    )
    return suggestTags(index, text)
  }
}
