import { type FileHandle, lstat, open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { updateFileNameSchema } from '../../core/updates/release.ts'
import type { BodyBytes } from '../metrics.ts'
import type { CallRates } from './call-rates.ts'
import { CallRefusal } from './call-refusal.ts'
import { createFilePlaces } from './file-places.ts'
import type { Limits } from './limits.ts'
import type { Whence } from './whence.ts'

/** A file on its way to whoever asked for it, from one byte to another, both included. */
export interface FileReply {
  readonly status: 200 | 206 | 416
  readonly headers: Readonly<Record<string, string>>
  readonly send: (response: ServerResponse) => Promise<BodyBytes>
}

/**
 * Serves the installers and what is said of them out of one folder: by name, without a list, and nothing else of the
 * disk. They are open to anybody, since a laptop believes their maker's signature and not who serves them.
 */
export function createUpdateFiles({
  folder,
  limits,
  rates,
}: {
  /** `null` where head office serves none. */
  readonly folder: string | null
  readonly limits: Pick<Limits, 'filesAtOnce' | 'filesAtOncePerAddress' | 'fileMs'>
  readonly rates: CallRates
}): (call: { readonly request: IncomingMessage; readonly whence: Whence }) => Promise<FileReply> {
  const takePlace = createFilePlaces(limits)
  return async ({ request, whence }) => {
    rates.countAddress(whence, true)
    const name = updateFileNameSchema.safeParse(request.url?.split('?')[0]?.slice(updatesPath.length))
    if (folder === null || !name.success) throw new CallRefusal('NOT_FOUND')
    const leavePlace = takePlace(whence)
    try {
      const file = await openFile(join(folder, name.data))
      return replyOf(file, request.headers, { longestMs: limits.fileMs, ended: leavePlace })
    } catch (error) {
      leavePlace()
      throw error
    }
  }
}

/** What the address of each of them begins with. */
export const updatesPath = '/updates/'

interface OpenFile {
  readonly handle: FileHandle
  readonly size: number
  readonly tag: string
}

async function openFile(path: string): Promise<OpenFile> {
  try {
    // A link may lead out of the folder.
    if (!(await lstat(path)).isFile()) throw new CallRefusal('NOT_FOUND')
    const handle = await open(path, 'r')
    const { size, mtimeMs } = await handle.stat()
    return { handle, size, tag: `"${size.toString(16)}-${mtimeMs.toString(16)}"` }
  } catch (cause) {
    throw isNotThere(cause) ? new CallRefusal('NOT_FOUND', { cause }) : cause
  }
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** @param ended told once, when the file is closed */
function replyOf(
  file: OpenFile,
  headers: IncomingMessage['headers'],
  { longestMs, ended }: { readonly longestMs: number; readonly ended: () => void },
): FileReply {
  const { size, tag, handle } = file
  const range = rangeOf(headers, file)
  const common = {
    'accept-ranges': 'bytes',
    'cache-control': 'no-store, no-transform',
    'content-type': 'application/octet-stream',
    etag: tag,
    'x-content-type-options': 'nosniff',
  }
  const close = async () => {
    await handle.close()
    ended()
  }
  if (range === 'beyond')
    return {
      status: 416,
      headers: { ...common, 'content-range': `bytes */${size}`, 'content-length': '0' },
      async send(response) {
        await close()
        response.end()
        return { wire: 0, inflated: 0 }
      },
    }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const length = end - start + 1
  return {
    status: range === null ? 200 : 206,
    headers: {
      ...common,
      'content-length': String(length),
      ...(range !== null && { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
    async send(response) {
      try {
        const sent =
          length === 0 ? endEmpty(response) : await stream(handle, { start, end, longestMs }, response)
        return { wire: sent, inflated: sent }
      } finally {
        await close()
      }
    },
  }
}

function endEmpty(response: ServerResponse): number {
  response.end()
  return 0
}

/** @returns how many bytes were read for whoever asked, who may have gone, or had all the time there is, before the end */
async function stream(
  handle: FileHandle,
  { longestMs, ...range }: { readonly start: number; readonly end: number; readonly longestMs: number },
  response: ServerResponse,
): Promise<number> {
  const signal = AbortSignal.timeout(longestMs)
  const content = handle.createReadStream({ ...range, autoClose: false })
  try {
    await pipeline(content, response, { signal })
  } catch (error) {
    if (!signal.aborted && !isGone(error)) throw error
  }
  return content.bytesRead
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(ERR_STREAM_PREMATURE_CLOSE|ECONNRESET|EPIPE)$/.test(String(error.code))

/**
 * The one range that is asked for (RFC 9110, 14.2); `null` for the whole file, which is the answer to every other kind of
 * range, and to one of a file that was another then.
 */
function rangeOf(
  { range = '', 'if-range': ifRange }: IncomingMessage['headers'],
  { size, tag }: OpenFile,
): { readonly start: number; readonly end: number } | 'beyond' | null {
  const [, first, last = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range) ?? []
  if (first === undefined || (ifRange !== undefined && ifRange !== tag)) return null
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start >= size) return 'beyond'
  return end < start ? null : { start, end }
}
