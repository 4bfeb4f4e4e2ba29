/**
 * An error without its message: messages of parsers quote their input, and the input is what people typed.
 * The frames say where it happened.
 */
export function errorForLog(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames.map((frame) => frame.trim()),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  }
}
