import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * Runs electron-builder on what is built, and lets it publish nothing by itself.
 * @param root the project's folder
 * @returns its exit code
 */
export async function runElectronBuilder(
  root: string,
  args: readonly string[],
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  const program = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const child = spawn(process.execPath, [program, '--publish', 'never', ...args], { cwd: root, stdio })
  const [code]: unknown[] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}
