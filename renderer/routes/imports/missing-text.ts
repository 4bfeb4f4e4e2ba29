import type { TFunction } from 'i18next'
import type { Field } from './mapping-form.ts'

/** So many fields that would each be enough are named; of more, any will do. */
const named = 3

/**
 * What has to be mapped yet, in words.
 * @param missing of each lack the ids of the fields of which one is enough
 */
export function missingText(
  missing: readonly (readonly string[])[],
  fields: readonly Field[],
  t: TFunction<'imports'>,
): string {
  const label = (id: string) => fields.find((field) => field.id === id)?.label ?? id
  return missing
    .map((ids) =>
      ids.length > named
        ? t('map.anyFigure')
        : ids.map(label).reduce((one, other) => t('map.or', { one, other })),
    )
    .reduce((before, next) => (before === '' ? next : t('map.list', { before, next })), '')
}
