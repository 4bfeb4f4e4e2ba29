import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const adviceWorkerFile = new URL('./advice-worker.ts', import.meta.url)
const workerJson = JSON.stringify(adviceWorkerFile.href)

/** A worker written for one test. @returns its file in the folder */
export function writeWorker(folder: string, text: string): string {
  const file = join(folder, 'test-worker.mjs')
  writeFileSync(file, text)
  return file
}

/** The advice worker, that begins its work only when told to go on. */
export function writeHeldWorker(folder: string): { readonly file: string; readonly goOn: () => void } {
  const marker = join(folder, 'go-on')
  const file = writeWorker(
    folder,
    `import { existsSync } from 'node:fs'
     const sleeping = new Int32Array(new SharedArrayBuffer(4))
     while (!existsSync(${JSON.stringify(marker)})) Atomics.wait(sleeping, 0, 0, 5)
     await import(${workerJson})`,
  )
  return { file, goOn: () => writeFileSync(marker, '') }
}

/** The advice worker, that dies at its first start. */
export function writeOnceDyingWorker(folder: string): string {
  const marker = JSON.stringify(join(folder, 'died'))
  return writeWorker(
    folder,
    `import { existsSync, writeFileSync } from 'node:fs'
     if (existsSync(${marker})) await import(${workerJson})
     else { writeFileSync(${marker}, ''); throw new Error('first worker dies') }`,
  )
}
