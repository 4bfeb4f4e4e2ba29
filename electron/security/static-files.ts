import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { securityHeaders } from './content-security-policy.ts'
import type { NewSecret } from './new-secret.ts'

export interface StaticAnswer {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export interface StaticFiles {
  /** @param path the path of the request as it came, still percent-encoded and without its query */
  readonly answer: (path: string) => Promise<StaticAnswer>
  /** A page made by the host itself, with the same headers; `__CSP_NONCE__` in it becomes the nonce. */
  readonly page: (html: string) => StaticAnswer
}

const noncePlaceholder = /__CSP_NONCE__/g

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/**
 * Serves the built page. The files are listed once, here, and a request is only ever looked up in that list: no path
 * from outside reaches the file system, so none can leave the folder. Links are not followed into the list.
 */
export function createStaticFiles(options: {
  readonly folder: string
  readonly newNonce: NewSecret
  /** Read at each response, because a browser host knows its port only once it listens. */
  readonly connect: () => readonly string[]
}): StaticFiles {
  const fileByPath = listFiles(options.folder)
  const index = readFileSync(join(options.folder, 'index.html'), 'utf8')

  const respond = (
    status: 200 | 404,
    type: string,
    body: Uint8Array<ArrayBuffer>,
    nonce: string,
  ): StaticAnswer => ({
    status,
    headers: { ...securityHeaders({ nonce, connect: options.connect() }), 'content-type': type },
    body,
  })
  const page = (html: string): StaticAnswer => {
    const nonce = options.newNonce()
    return respond(200, 'text/html; charset=utf-8', encode(html.replace(noncePlaceholder, nonce)), nonce)
  }

  return {
    page,
    answer: async (path) => {
      const file = fileByPath.get(path)
      if (file !== undefined && path !== '/index.html')
        return respond(200, contentTypes[extname(file)] ?? '', await readBytes(file), options.newNonce())
      if (path === '/index.html' || isScreen(path)) return page(index)
      return respond(404, 'text/plain; charset=utf-8', encode('Not found\n'), options.newNonce())
    },
  }
}

/** A path of the page's own router: no file extension, nothing that climbs, nothing a path never holds. */
function isScreen(path: string): boolean {
  const decoded = decodePath(path)
  if (decoded === null || !decoded.startsWith('/') || decoded.startsWith('//')) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\\\u0000-\u001f]/.test(decoded)) return false
  return decoded.split('/').every((segment) => !segment.includes('.'))
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    // A stray percent sign is a path that no screen has.
    return null
  }
}

function listFiles(folder: string, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry): (readonly [string, string])[] => {
      if (entry.name.startsWith('.')) return []
      const path = `${prefix}/${entry.name}`
      const file = join(folder, entry.name)
      if (entry.isDirectory()) return [...listFiles(file, path)]
      return entry.isFile() && contentTypes[extname(entry.name)] !== undefined ? [[path, file]] : []
    }),
  )
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

async function readBytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(file))
}
