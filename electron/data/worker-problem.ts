import { z } from 'zod'

/**
 * A bug in a worker thread, without its message: messages quote their input, and the input is what people typed.
 * `frames` are the lines of its stack as V8 writes them.
 */
export const problemSchema = z.object({
  name: z.string(),
  code: z.string().nullable(),
  frames: z.array(z.string()),
})
type Problem = Readonly<z.infer<typeof problemSchema>>

/** What a worker tells of its bug. */
export function problemOf(error: unknown): z.infer<typeof problemSchema> {
  if (!(error instanceof Error)) return { name: typeof error, code: null, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { name: error.name, code, frames }
}

/** The worker's error as far as it was told, so that whoever logs this one logs where it happened. */
export function errorFrom({ name, code, frames }: Problem): Error {
  const error = Object.assign(new Error('not told'), { name }, code !== null && { code })
  error.stack = [name, ...frames].join('\n')
  return error
}
