import { writeFileSync } from 'node:fs'
import { isAllowed } from './licences/allowed-licence.ts'
import { notices } from './licences/notices.ts'
import { shippedPackages } from './licences/shipped-packages.ts'
import { resources } from './resources.ts'

/**
 * `npm run licences`: says under which licence each package is that is given to others.
 * @param args `--write FILE` writes their notices as well
 * @returns the exit code: 1 when one of them may not be
 */
export async function run(args: readonly string[]): Promise<number> {
  const packages = shippedPackages(resources)
  const refused = packages.filter((shipped) => !isAllowed(shipped))
  for (const { name, version, licence } of packages)
    process.stdout.write(`${licence.padEnd(20)} ${name} ${version}\n`)
  const [option, file] = args
  if (option === '--write' && file !== undefined) writeFileSync(file, notices(resources, packages))
  if (refused.length === 0) {
    process.stdout.write(`${packages.length} packages, each under a licence that allows it.\n`)
    return 0
  }
  const names = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')
  process.stderr.write(`May not be given to others under their licences: ${names}.\n`)
  return 1
}
