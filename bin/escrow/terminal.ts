import { askSecret } from '../ask-secret.ts'
import { say } from '../headoffice/command.ts'

/** What a command says and asks with. */
export interface Terminal {
  readonly say: (line: string) => void
  /** @returns what was typed, unseen; `null` when nobody is there to type */
  readonly ask: (question: string) => Promise<string | null>
}

export const systemTerminal: Terminal = { say, ask: askSecret }
