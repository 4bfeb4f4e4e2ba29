import { Parser } from 'htmlparser2'

export interface XmlHandlers {
  /** Names come without their prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/**
 * Reads XML that comes in pieces of UTF-8; what it declares (DOCTYPE, entities of its own) is not followed.
 * @returns after each piece, so that the caller can take what the handlers have made of it
 */
export function* readXml(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): Generator<undefined> {
  const decoder = new TextDecoder()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handlers.open(bare(name), attributes),
      ontext: (text) => handlers.text?.(text),
      onclosetag: (name) => handlers.close?.(bare(name)),
    },
    { xmlMode: true },
  )
  for (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }))
    yield
  }
  parser.end(decoder.decode())
  yield
}

/** Reads XML to its end. */
export function readAllXml(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): void {
  for (const _ of readXml(pieces, handlers));
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
