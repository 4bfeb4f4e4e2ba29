import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { headofficeContract, openContract } from '../../contract/headoffice.ts'
import { protocolVersion } from '../../core/sync/protocol.ts'

const description = `Speaks JSON, in requests and answers zstd, br or gzip. Every call but those marked open needs a token, which names
the device and its store. 429 and 503 say in Retry-After when to come again. The meaning of each call is in
docs/protocol.md.`

/** The contract as an OpenAPI document. */
export async function describeContract(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(headofficeContract, {
    info: { title: 'Northstar head office', version: String(protocolVersion), description },
    tags: [
      { name: 'service', description: 'What this is' },
      { name: 'identity', description: 'Who a laptop is' },
      { name: 'sync', description: 'Change sets up, rows down' },
      { name: 'documents', description: 'What head office publishes' },
      { name: 'pictures', description: 'Pictures by their hash' },
    ],
    components: {
      securitySchemes: {
        deviceToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'From /token, good for a few minutes',
        },
      },
    },
    security: [{ deviceToken: [] }],
  })
  return { ...document, paths: withOpenCallsMarked(document.paths ?? {}) }
}

/** A document-wide demand for a token is lifted by an empty one of the call's own. */
function withOpenCallsMarked(paths: Readonly<Record<string, object | undefined>>): object {
  const openPaths = Object.values(openContract).map((call) => call['~orpc'].route.path)
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      if (!openPaths.some((open) => open === path)) return [path, item]
      const calls = Object.entries(item ?? {})
      return [path, Object.fromEntries(calls.map(([method, call]) => [method, { ...call, security: [] }]))]
    }),
  )
}
