import { z } from 'zod'
import { assertNever } from '../assert-never.ts'
import { type Catalogue, catalogueSchema } from '../catalogue/catalogue.ts'
import { catalogueVersion } from '../catalogue/catalogue-version.ts'
import { readBank } from '../discovery/bank-report.ts'
import type { QuestionBank } from '../discovery/question-bank.ts'
import { fillWordings } from '../market/fill-wordings.ts'
import { type MarketPack, marketPackSchema } from '../market/market-pack.ts'

/** What head office publishes. The team's people travel as records, not as a document. */
export const publishedKindSchema = z.enum(['catalogue', 'questions', 'market'])
export type PublishedKind = z.infer<typeof publishedKindSchema>

export type PublishedDocument =
  | { readonly kind: 'catalogue'; readonly catalogue: Catalogue }
  | { readonly kind: 'questions'; readonly bank: QuestionBank }
  | { readonly kind: 'market'; readonly pack: MarketPack }

/** What cannot be used, and why, a line for each fault; of questions in words, of the rest in those of the schema. */
export interface NotADocument {
  readonly kind: 'not-a-document'
  readonly reason: string
}

/** No document is larger: in base64 it still goes through an operator’s call. The base catalogue is a tenth of it. */
export const mostDocumentBytes = 2_900_000

/** Reads a document by the schemas that the laptops use; head office does before it publishes, a laptop before it uses. */
export function readDocument(kind: PublishedKind, content: Uint8Array): PublishedDocument | NotADocument {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    return { kind: 'not-a-document', reason: 'It is not JSON in UTF-8.' }
  }
  switch (kind) {
    case 'catalogue':
      // Its version names its content, so that no other takes the place of one that a shortlist names.
      return read(catalogueSchema, json, (catalogue) => ({
        kind,
        catalogue: { ...catalogue, version: catalogueVersion(catalogue) },
      }))
    case 'questions': {
      const reading = readBank(json)
      return reading.type === 'read'
        ? { kind, bank: reading.bank }
        : { kind: 'not-a-document', reason: reading.lines.join('\n') }
    }
    case 'market':
      return read(marketPackSchema, fillWordings(json), (pack) => ({ kind, pack }))
    default:
      return assertNever(kind)
  }
}

function read<S extends z.ZodType>(
  schema: S,
  json: unknown,
  toDocument: (read: z.infer<S>) => PublishedDocument,
): PublishedDocument | NotADocument {
  const { success, data, error } = schema.safeParse(json)
  return success ? toDocument(data) : { kind: 'not-a-document', reason: z.prettifyError(error) }
}
