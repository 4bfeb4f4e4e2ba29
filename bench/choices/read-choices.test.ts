import { expect, test } from 'vitest'
import { readSpec } from './choice-spec.ts'
import { readChoices } from './read-choices.ts'
import { longCsv, longSpec, makeChoices, wideCsv, wideSpec } from './test-survey.ts'

const made = makeChoices({ people: 6, tasks: 2, alternatives: 3, means: [-1, 1, 0.5], spread: 0, seed: 3 })

function read(csv: string, spec: object) {
  const said = readSpec(JSON.stringify(spec))
  if (said.type === 'refused') throw new Error(said.why)
  return readChoices(csv, said.spec)
}

function surveyOf(csv: string, spec: object) {
  const choices = read(csv, spec)
  if (choices.type === 'refused') throw new Error(choices.why.join('\n'))
  return choices
}

const firstTask = (csv: string, spec: object) => surveyOf(csv, spec).survey.people[0]?.tasks[0]

test('a wide and a long file of the same choices are the same survey', () => {
  const wide = surveyOf(wideCsv(made), wideSpec)
  expect(wide.survey.people).toHaveLength(6)
  expect(wide).toEqual(surveyOf(longCsv(made), longSpec))
})

test('the chosen may be a flag, a number from where one likes, or a name', () => {
  const expected = firstTask(longCsv(made), longSpec)?.chosen
  const from0 = wideCsv(made).replace(/,(\d)$/gm, (_, n: string) => `,${Number(n) - 1}`)
  expect(
    firstTask(from0, { ...wideSpec, chosen: { coded: 'index', column: 'picked', first: 0 } })?.chosen,
  ).toBe(expected)
  const named = wideCsv(made).replace(/,(\d)$/gm, ',car $1')
  expect(
    firstTask(named, {
      ...wideSpec,
      chosen: { coded: 'name', column: 'picked', written: 'car {alternative}' },
    })?.chosen,
  ).toBe(expected)
})

const cars = [
  'who,a.fuel,a.cost,b.fuel,b.cost,old,took',
  '1,petrol,10,methanol,20,1,a',
  '2,electric,12,petrol,NA,0,a',
  '3,petrol,8,electric,9,1,b',
  '4,methanol,8,electric,9,0,b',
  '5,petrol,8,methanol,4,1,a',
  '6,electric,8,petrol,4,1,',
].join('\n')
const carSpec = {
  title: 'Cars',
  form: 'wide',
  alternatives: ['a', 'b'],
  person: 'who',
  chosen: { coded: 'name', column: 'took' },
  columns: {
    fuel: { from: '{alternative}.fuel', swap: [['electric', 'methanol']] },
    cost: { from: '{alternative}.cost', divideBy: 10 },
    old: { from: 'old' },
  },
  terms: [
    { name: 'cost', of: ['cost'] },
    { dummiesOf: 'fuel', base: 'petrol' },
    { name: 'old x electric', of: ['old', { column: 'fuel', is: 'electric' }] },
  ],
}

test('labels are swapped, numbers divided, dummies made for each label and factors multiplied', () => {
  const { survey } = surveyOf(cars, carSpec)
  expect(survey.terms.map(({ name }) => name)).toEqual([
    'cost',
    'fuel: electric',
    'fuel: methanol',
    'old x electric',
  ])
  expect([...(survey.people[0]?.tasks[0]?.values ?? [])]).toEqual([1, 0, 0, 0, 2, 1, 0, 1])
})

test('what is missing leaves its task out, its alternative out, or counts as 0, and is counted', () => {
  expect(surveyOf(cars, carSpec).notes).toEqual([
    'Left out: 1 tasks, a value missing.',
    'Left out: 1 tasks, no choice recorded.',
  ])
  const missing = (whenMissing: string) => {
    const columns = { ...carSpec.columns, cost: { ...carSpec.columns.cost, whenMissing } }
    return surveyOf(cars, { ...carSpec, columns })
  }
  expect(missing('leave-alternative-out').notes[0]).toContain('fewer than two alternatives')
  expect(missing('zero').survey.people[1]?.tasks[0]?.values[4]).toBe(0)
})

test('a term that never differs within a task is left out and named', () => {
  const { survey, notes } = surveyOf(cars, {
    ...carSpec,
    terms: [...carSpec.terms, { name: 'old', of: ['old'] }],
  })
  expect(survey.terms.map(({ name }) => name)).not.toContain('old')
  expect(notes.at(-1)).toContain('"old"')
})

test('taking none is an alternative that is like the others on average, but for its constant', () => {
  const none = cars.replace(/,a$/m, ',neither')
  const { survey } = surveyOf(none, {
    ...carSpec,
    optOut: { name: 'none', isListed: false, written: 'neither' },
  })
  const task = survey.people[0]?.tasks[0]
  const optOut = survey.terms.findIndex(({ name }) => name === 'none')
  expect(task).toMatchObject({ alternatives: 3, chosen: 2 })
  expect(task?.values[2 * survey.terms.length + optOut]).toBe(1)
  expect(task?.values[2 * survey.terms.length]).toBeCloseTo((1 + 2 + 0.8 + 0.9 + 0.8 + 0.9 + 0.8 + 0.4) / 8)
})

test('in a long file no flag may mean that none was taken, and a listed opt-out is known by its name', () => {
  const noneTaken = longCsv(made).replace(/^(0,0,.*),1$/m, '$1,0')
  expect(read(noneTaken, longSpec)).toMatchObject({
    type: 'refused',
    why: [expect.stringContaining('Line 2: no alternative')],
  })
  const added = firstTask(noneTaken, { ...longSpec, optOut: { name: 'none', isListed: false } })
  expect(added).toMatchObject({ alternatives: 4, chosen: 3 })
  const listed = firstTask(longCsv(made), { ...longSpec, optOut: { name: '3', isListed: true } })
  expect(listed?.alternatives).toBe(3)
  expect(listed && [...listed.values.slice(-1)]).toEqual([1])
})

test('constants are by position or by name, the first one left out', () => {
  const names = (constants: string) =>
    surveyOf(longCsv(made), { ...longSpec, constants })
      .survey.terms.filter(({ isConstant }) => isConstant)
      .map(({ name }) => name)
  expect(names('position')).toEqual(['position 2', 'position 3'])
  expect(names('name')).toEqual(['2', '3'])
})

test('an alternative that was not on offer is no alternative', () => {
  const csv = longCsv(made)
    .split('\n')
    .map((line, at) => `${line},${at === 0 ? 'there' : at === 1 || at === 2 ? 0 : 1}`)
    .join('\n')
  const { survey, notes } = surveyOf(csv, { ...longSpec, available: 'there' })
  expect(survey.people[0]?.tasks).toHaveLength(1)
  expect(notes[0]).toMatch(/^Left out: 1 tasks/)
})

test('no more people are taken than asked for, and always the same', () => {
  const few = surveyOf(longCsv(made), { ...longSpec, atMostPeople: 4 })
  expect(few.survey.people).toHaveLength(4)
  expect(few.notes).toEqual(['Drawn: 4 of 6 people.'])
  expect(few).toEqual(surveyOf(longCsv(made), { ...longSpec, atMostPeople: 4 }))
})

test('what the spec does not explain is refused with its line', () => {
  const refused = (csv: string, spec: object) => {
    const choices = read(csv, spec)
    return choices.type === 'refused' ? choices.why.join(' ') : 'not refused'
  }
  expect(refused('a,b\n1,2', carSpec)).toContain('no column "who", "took", "a.fuel"')
  expect(refused(cars.replace('10', 'ten'), carSpec)).toContain(
    'Line 2: "ten" in "{alternative}.cost" is no number',
  )
  expect(refused(cars.replace(/,b$/m, ',c'), carSpec)).toContain('Line 4: "c" is chosen')
  expect(refused(cars, { ...carSpec, terms: [{ dummiesOf: 'fuel', base: 'diesel' }] })).toContain(
    '"diesel" is the base of "fuel", which has "electric", "methanol", "petrol"',
  )
  expect(refused(longCsv(made).replace(/,0$/gm, ',1'), longSpec)).toContain(
    '3 alternatives of one task are chosen',
  )
})
