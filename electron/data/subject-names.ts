import { attributeSchema } from '../../core/catalogue/attribute.ts'
import { nameVehicles } from '../../core/catalogue/name-vehicles.ts'
import { subjectsOf } from '../../core/discovery/question-ref.ts'
import type { Language } from '../../core/market/language.ts'
import type { Showroom } from './showroom.ts'

/** How the vehicles and attributes are called that questions speak of, by id or name; what nobody knows is left out. */
export function createSubjectNames({ bank, catalogue }: Pick<Showroom, 'bank' | 'catalogue'>) {
  return (questionIds: readonly string[], language: Language): Record<string, string> => {
    const subjects = new Set(questionIds.flatMap(subjectsOf))
    if (subjects.size === 0) return {}
    const names = new Map<string, string>()
    for (const subject of subjects) {
      const attribute = attributeSchema.safeParse(subject)
      const words = attribute.success ? bank.attributeWords[attribute.data] : undefined
      if (words) names.set(subject, words[language])
    }
    const vehicles = (catalogue()?.catalogue.variants ?? []).filter(({ id }) => subjects.has(id))
    return Object.fromEntries([...names, ...nameVehicles(vehicles)])
  }
}
