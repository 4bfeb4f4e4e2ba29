import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { headofficeContract, openContract } from '../../contract/headoffice.ts'
import { protocolVersion } from '../../core/sync/protocol.ts'
import { callRefusalCodes } from './call-refusal.ts'

const description = `Speaks JSON, in requests and answers zstd, br or gzip. Every call but those marked open needs a token, which names
the device and its store. Every body, of a request and of an answer, has to say in Content-Digest (RFC 9530) the SHA-256 of its
bytes as they travel; it is read only if it is so. 429 and 503 say in Retry-After when to come again. The meaning of each call is in
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
  const components = {
    ...document.components,
    parameters: { ContentDigest: digestOfRequest },
    headers,
    responses,
  }
  return {
    ...document,
    components,
    paths: eachCall(document.paths ?? {}, (call, path) => withTokenLifted(withDigest(call), path)),
  }
}

const digestSchema = { type: 'string', examples: ['sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:'] }
const digestOfRequest = {
  name: 'Content-Digest',
  in: 'header',
  required: true,
  description: 'SHA-256 of the body as it travels, after its encoding (RFC 9530). Without it: DIGEST_NEEDED.',
  schema: digestSchema,
}
const headers = {
  ContentDigest: {
    required: true,
    description: 'SHA-256 of the answer as it travels, after its encoding (RFC 9530).',
    schema: digestSchema,
  },
}
const responses = {
  NotTaken: {
    description:
      'Not taken, whatever the call; docs/protocol.md says what each code means to a laptop. 429 and 503 have Retry-After.',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['code', 'status', 'message'],
          properties: {
            code: { type: 'string', enum: ['BAD_REQUEST', ...callRefusalCodes] },
            status: { type: 'integer' },
            message: { type: 'string' },
          },
        },
      },
    },
  },
}

type Members = Readonly<Record<string, unknown>>

/** A call with what all bodies have, and the answer that any call may have. */
function withDigest(call: Members): Members {
  const answers = membersOf(call.responses).map(([status, answer]) => {
    const said = { headers: { 'Content-Digest': { $ref: '#/components/headers/ContentDigest' } } }
    return [status, { ...Object.fromEntries(membersOf(answer)), ...said }]
  })
  return {
    ...call,
    ...('requestBody' in call && { parameters: [{ $ref: '#/components/parameters/ContentDigest' }] }),
    responses: { ...Object.fromEntries(answers), default: { $ref: '#/components/responses/NotTaken' } },
  }
}

const membersOf = (of: unknown): [string, unknown][] =>
  typeof of === 'object' && of !== null ? Object.entries(of) : []

function eachCall(paths: object, change: (call: Members, path: string) => Members): object {
  const changed = (path: string, item: unknown) =>
    membersOf(item).map(([method, call]) => [method, change(Object.fromEntries(membersOf(call)), path)])
  return Object.fromEntries(
    membersOf(paths).map(([path, item]) => [path, Object.fromEntries(changed(path, item))]),
  )
}

const openPaths = new Set(Object.values(openContract).map((call): string => call['~orpc'].route.path ?? ''))

/** A document-wide demand for a token is lifted by an empty one of the call's own. */
const withTokenLifted = (call: Members, path: string): Members =>
  openPaths.has(path) ? { ...call, security: [] } : call
