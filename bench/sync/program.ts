import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

/** A program of the benchmark in a process of its own, which answers one question at a time. */
export interface Program {
  /** @throws Error when the program ends instead, or answers something else */
  readonly ask: <S extends z.ZodType>(answer: S, question: object) => Promise<z.infer<S>>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

const failedSchema = z.object({ failed: z.string() })

/**
 * @param file what it runs, whose standard error goes where ours goes
 * @param nodeOptions those that `package.json` runs it with
 */
export function startProgram(file: URL, nodeOptions: readonly string[] = []): Program {
  const child: ChildProcess = fork(file, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [...nodeOptions],
  })
  const ended = once(child, 'exit')
  return {
    async ask(answer, question) {
      const answered = once(child, 'message')
      child.send(question)
      const [message] = await Promise.race([
        answered,
        ended.then(() => {
          throw new Error(`${file.pathname} ended`)
        }),
      ])
      const failed = failedSchema.safeParse(message)
      if (failed.success) throw new Error(failed.data.failed)
      return answer.parse(message)
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** The program's side: answers each question, and ends when whoever asks has gone. */
export function answerQuestions<S extends z.ZodType>(
  question: S,
  answer: (asked: z.infer<S>) => Promise<object>,
  end: () => Promise<void>,
): void {
  process.on('message', (message) => {
    answer(question.parse(message)).then(
      (said) => process.send?.(said),
      (error: unknown) =>
        process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : 'failed' }),
    )
  })
  process.on('disconnect', () => {
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
