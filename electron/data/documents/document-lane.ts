import type { Logger } from 'pino'
import { mostDocumentBytes, publishedKindSchema } from '../../../core/documents/read-document.ts'
import type { Documents } from '../../../db/documents.ts'
import type { Lane } from '../sync-client.ts'
import type { UseDocument } from './use-document.ts'

/**
 * Fetches the documents that head office has in force and this laptop lacks, a part at a time, and puts them in force.
 * Called off, it goes on next time from the part it came to.
 */
export function createDocumentLane(deps: {
  readonly documents: Documents
  readonly use: UseDocument
  readonly log: Logger
}): Lane {
  const { documents, use, log } = deps
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
        const part = await headoffice.call(signal, (contract, options) =>
          contract.document({ hash, offset: from }, options),
        )
        signal.throwIfAborted()
        const content = Buffer.from(part.content, 'base64')
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
