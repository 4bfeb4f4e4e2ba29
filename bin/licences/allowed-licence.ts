import type { ShippedPackage } from './shipped-packages.ts'

/** Each lets the code be given to others, changed or not, and asks for no more than its notice, or its own changes. */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  '0BSD',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Unlicense',
])

/** Packages under another licence, each with the reason why it may be. */
const exceptions: ReadonlyMap<string, { readonly licence: string; readonly reason: string }> = new Map([
  [
    '@fontsource-variable/inter',
    { licence: 'OFL-1.1', reason: 'a font, which the OFL lets be shipped with it' },
  ],
  [
    '@fontsource/noto-naskh-arabic',
    { licence: 'OFL-1.1', reason: 'a font, which the OFL lets be shipped with it' },
  ],
  ['argparse', { licence: 'Python-2.0', reason: 'permissive; only the command line of js-yaml uses it' }],
])

/** Whether a package's licence lets it be in what is given to others. */
export function isAllowed({ name, licence }: Pick<ShippedPackage, 'name' | 'licence'>): boolean {
  return exceptions.get(name)?.licence === licence || isAllowedExpression(licence)
}

/** An SPDX expression of licences with `OR` and `AND`; brackets around the whole are all the brackets it knows. */
function isAllowedExpression(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1')
  return bare
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => allowed.has(licence.trim())))
}
