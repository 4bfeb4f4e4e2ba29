import type { Logger } from 'pino'
import { assertNever } from '../../../core/assert-never.ts'
import type { Clock } from '../../../core/clock.ts'
import { type PublishedDocument, readDocument } from '../../../core/documents/read-document.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import type { Catalogues } from '../../../db/catalogues.ts'
import type { Documents } from '../../../db/documents.ts'

/** Puts a document that is whole in force, or says why it cannot be used; the one before then stays. */
export type UseDocument = (hash: string) => void

/** Says who publishes the catalogue, where its origin is shown. */
const catalogueOrigin = 'Head office'

/**
 * Makes the one way by which a published document comes into use: checked by the schemas that read the laptop's own
 * packs, and by what a laptop cannot change under its data. A catalogue is in use at once, the version before it is
 * kept; questions and market pack are read at the next start.
 */
export function createUseDocument(deps: {
  readonly documents: Documents
  readonly catalogues: Pick<Catalogues, 'use'>
  readonly market: MarketPack
  readonly clock: Clock
  readonly log: Logger
}): UseDocument {
  const { documents, catalogues, market, clock, log } = deps
  const refusedNow = new Set<string>()
  return (hash) => {
    // One that an earlier start refused is looked at again: this version may understand more.
    if (refusedNow.has(hash)) return
    const known = documents.known(hash)
    if (known === null || known.state === 'partial' || known.isInForce) return
    const content = documents.content(hash)
    if (content === null) return
    const { kind } = known
    const read = readDocument(kind, content)
    const reason = read.kind === 'not-a-document' ? read.reason : whyNot(read, market)
    if (read.kind === 'not-a-document' || reason !== null) {
      if (known.state !== 'refused') log.error({ kind, hash, reason }, 'a published document cannot be used')
      refusedNow.add(hash)
      documents.refuse(hash, reason ?? '')
      return
    }
    const since = clock()
    documents.putInForce(hash, since, () => {
      if (read.kind === 'catalogue') catalogues.use(read.catalogue, catalogueOrigin, since)
    })
    log.info({ kind, hash }, 'a published document is in force')
  }
}

/** What a laptop's records rest on cannot be changed under them. */
function whyNot(read: PublishedDocument, market: MarketPack): string | null {
  switch (read.kind) {
    case 'catalogue':
      return read.catalogue.variants.length === 0 ? 'It has no vehicles.' : null
    case 'questions': {
      const unsaid = market.languages.filter((language) => !read.bank.languages.includes(language))
      return unsaid.length === 0
        ? null
        : `It is not worded in ${unsaid.join(' and ')}, which this market speaks.`
    }
    case 'market':
      // Whatever its time zone is: the business days here are of the store's own.
      return read.pack.id === market.id
        ? null
        : `It is of the market ${read.pack.id}, and this laptop of ${market.id}.`
    default:
      return assertNever(read)
  }
}
