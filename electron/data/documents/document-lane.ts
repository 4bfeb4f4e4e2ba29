import type { Logger } from 'pino'
import { mostDocumentBytes, publishedKindSchema } from '../../../core/documents/read-document.ts'
import { mostPartBytes } from '../../../core/pictures/picture-bytes.ts'
import type { Documents } from '../../../db/documents.ts'
import { aimMs, createPageSize } from '../page-size.ts'
import type { Lane } from '../sync-client.ts'
import type { UseDocument } from './use-document.ts'

/**
 * Fetches the documents that head office has in force and this laptop lacks, a part at a time, and puts them in force.
 * Called off, it goes on next time from the part it came to.
 */
export function createDocumentLane(deps: {
  readonly documents: Documents
  readonly use: UseDocument
  readonly monotonicMs: () => number
  readonly log: Logger
}): Lane {
  const { documents, use, monotonicMs, log } = deps
  const size = createPageSize({ least: 4_000, most: mostPartBytes, first: 16_000 })
  return async (headoffice, signal, named) => {
    for (const { kind: asNamed, hash, bytes: total } of named) {
      const kind = publishedKindSchema.safeParse(asNamed).data
      // Of a later head office.
      if (kind === undefined) continue
      if (total > mostDocumentBytes) {
        log.warn({ kind, hash, total }, 'a document is larger than any may be')
        continue
      }
      let received = documents.known(hash)?.received ?? 0
      while (received < total) {
        const from = received
        const [atMost, askedMs] = [size.now(), monotonicMs()]
        const part = await headoffice
          .call(signal, (contract, options) => contract.document({ hash, offset: from, atMost }, options))
          .catch((error: unknown) => {
            if (!signal.aborted && monotonicMs() - askedMs > aimMs) size.failed()
            throw error
          })
        const content = Buffer.from(part.content, 'base64')
        size.took(content.length, monotonicMs() - askedMs)
        received = documents.addPart({ hash, kind, total }, { offset: part.offset, content })
        if (received <= from) {
          log.warn({ kind, hash, from, received }, 'a part of a document did not fit')
          break
        }
      }
      if (received === total) use(hash)
    }
  }
}
