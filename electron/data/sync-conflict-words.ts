import { assertNever } from '../../core/assert-never.ts'
import { customerIdSchema } from '../../core/ids.ts'
import type { Language, Wording } from '../../core/market/language.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import { dayText, instantText } from '../../core/reports/day-text.ts'
import type { RowEntity, Values } from '../../core/sync/conflicts.ts'
import { type EntityFields, entities } from '../../core/sync/entities.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { standingWords } from './handlers/standing-words.ts'

/** What a conflict is about, for a person. */
export interface ConflictWords {
  /** Whose it is: a customer, a person of the team, a visit. */
  readonly title: string
  readonly label: string
  /** One of the values to choose from. */
  readonly valueText: (values: Values) => string
}

/** Makes the function that says conflicts in words: names for ids and codes, phones grouped, times of the store. */
export function createConflictWords({
  db,
  pack,
  timeZone,
}: {
  readonly db: Pick<ShowroomDatabase, 'consultants' | 'customers' | 'tables'>
  readonly pack: MarketPack
  readonly timeZone: string
}): (entity: RowEntity, rowId: string, field: string, language: Language) => ConflictWords {
  const instant = (ms: number, language: Language) => leftToRight(instantText(ms, timeZone), language)
  const person = (id: string, language: Language) =>
    db.consultants.all().find((one) => one.id === id)?.name ?? words.notHere[language]
  const customer = (id: string | null, language: Language) => {
    if (id === null) return words.noName[language]
    const found = db.customers.get(customerIdSchema.parse(id))
    return found ? standingWords.customer(found, language) : words.notHere[language]
  }
  const visitTitle = (opportunityId: string, startedAt: number | null, language: Language): string => {
    const row = db.tables.read('opportunity', opportunityId)
    if (!row) return words.notHere[language]
    const { customerId, openedAt } = entities.opportunity.fields.parse(row)
    const of = words.visitOf[language](instant(startedAt ?? openedAt, language))
    return `${customer(customerId, language)}${words.comma[language]} ${of}`
  }

  const consultantText = (row: EntityFields<'consultant'>, field: keyof typeof row, language: Language) => {
    switch (field) {
      case 'name':
        return row.name
      case 'role':
        return words.roles[row.role][language]
      case 'active':
        return words.yesNo[row.active ? 'yes' : 'no'][language]
      default:
        return assertNever(field)
    }
  }

  const opportunityText = (row: EntityFields<'opportunity'>, field: keyof typeof row, language: Language) => {
    switch (field) {
      case 'ownerId':
        return person(row.ownerId, language)
      case 'customerId':
        return customer(row.customerId, language)
      case 'openedAt':
        return instant(row.openedAt, language)
      case 'state':
      case 'lostReason':
      case 'lostNote':
      case 'lostVisitId':
      case 'lostBusinessDay':
        return outcomeText(row, language)
      default:
        return assertNever(field)
    }
  }
  const outcomeText = (row: EntityFields<'opportunity'>, language: Language): string => {
    if (row.state !== 'lost') return words.states[row.state][language]
    const reason = pack.lostReasons.find(({ code }) => code === row.lostReason)?.name[language]
    const visit = row.lostVisitId && db.tables.read('visit', row.lostVisitId)
    const when = visit
      ? words.visitOf[language](instant(entities.visit.fields.parse(visit).startedAt, language))
      : row.lostBusinessDay && dayText(row.lostBusinessDay, pack.locales[language])
    const lost = `${words.states.lost[language]}: ${reason ?? row.lostReason}${when ? ` (${when})` : ''}`
    return row.lostNote ? words.quoted[language](lost, row.lostNote) : lost
  }

  const visitText = (row: EntityFields<'visit'>, field: keyof typeof row, language: Language) => {
    switch (field) {
      case 'opportunityId':
        return visitTitle(row.opportunityId, null, language)
      case 'ownerId':
        return person(row.ownerId, language)
      case 'arrival':
        return standingWords.arrival(row.arrival, language)
      case 'startedAt':
        return instant(row.startedAt, language)
      case 'businessDay':
        return dayText(row.businessDay, pack.locales[language])
      case 'endedAt':
        return row.endedAt === null ? words.stillOpen[language] : instant(row.endedAt, language)
      case 'leftBeforeContact':
        return words.yesNo[row.leftBeforeContact ? 'yes' : 'no'][language]
      case 'enteredLate':
        return words.yesNo[row.enteredLate ? 'yes' : 'no'][language]
      default:
        return assertNever(field)
    }
  }

  const stockUnitTitle = (rowId: string, language: Language): string => {
    const row = db.tables.read('stockUnit', rowId)
    return row ? entities.stockUnit.fields.parse(row).number : words.notHere[language]
  }
  const stockUnitText = (row: EntityFields<'stockUnit'>, language: Language): string =>
    row.deleted
      ? words.taken[language]
      : [
          row.number,
          row.variantId,
          row.colour,
          row.place,
          words.stock[row.state][language],
          row.arrivedOn ?? row.expectedOn ?? '',
        ]
          .filter((part) => part !== '')
          .join(' · ')
  const photoText = (row: EntityFields<'vehiclePhoto'>, language: Language): string =>
    row.deleted
      ? words.photoTaken[language]
      : [row.vehicle, row.caption].filter((part) => part !== '').join(' · ')
  const rateText = (row: EntityFields<'rateEdit'>, language: Language): string =>
    row.deleted
      ? words.rateTaken[language]
      : leftToRight(`${row.value} ${row.unit} · ${row.validFrom} · ${row.source}`, language)

  return (entity, rowId, fieldName, language) => {
    const now = db.tables.read(entity, rowId)
    switch (entity) {
      case 'consultant': {
        const { fields } = entities.consultant
        const field = fields.keyof().parse(fieldName)
        return {
          title: person(rowId, language),
          label: labels.consultant[field][language],
          valueText: (values) => consultantText(fields.parse({ ...now, ...values }), field, language),
        }
      }
      case 'customer': {
        const { fields } = entities.customer
        const field = fields.keyof().parse(fieldName)
        return {
          title: customer(rowId, language),
          label: labels.customer[field][language],
          valueText: (values) =>
            standingWords.customerField(fields.parse({ ...now, ...values }), field, language),
        }
      }
      case 'opportunity': {
        const { fields } = entities.opportunity
        const field = fields.keyof().parse(fieldName)
        return {
          title: visitTitle(rowId, null, language),
          label: labels.opportunity[field][language],
          valueText: (values) => opportunityText(fields.parse({ ...now, ...values }), field, language),
        }
      }
      case 'visit': {
        const { fields } = entities.visit
        const field = fields.keyof().parse(fieldName)
        const { opportunityId, startedAt } = fields.parse(now)
        return {
          title: visitTitle(opportunityId, startedAt, language),
          label: labels.visit[field][language],
          valueText: (values) => visitText(fields.parse({ ...now, ...values }), field, language),
        }
      }
      case 'stockUnit': {
        const { fields } = entities.stockUnit
        const field = fields.keyof().parse(fieldName)
        return {
          title: stockUnitTitle(rowId, language),
          label: labels.stockUnit[field][language],
          valueText: (values) => stockUnitText(fields.parse({ ...now, ...values }), language),
        }
      }
      case 'claim': {
        const { fields } = entities.claim
        const field = fields.keyof().parse(fieldName)
        const { stockUnitId, hour } = fields.parse(now)
        return {
          title: [stockUnitTitle(stockUnitId, language), hour].filter(Boolean).join(' '),
          label: labels.claim[field][language],
          valueText(values) {
            const { opportunityId } = fields.parse({ ...now, ...values })
            return opportunityId === null ? words.nobody[language] : visitTitle(opportunityId, null, language)
          },
        }
      }
      case 'vehiclePhoto': {
        const { fields } = entities.vehiclePhoto
        return {
          title: fields.parse(now).vehicle,
          label: vehiclePhoto[language],
          valueText: (values) => photoText(fields.parse({ ...now, ...values }), language),
        }
      }
      case 'rateEdit': {
        const { fields } = entities.rateEdit
        const { rate, applies } = fields.parse(now)
        return {
          title: [rate, applies].filter((part) => part !== '').join(' · '),
          label: rateEdit[language],
          valueText: (values) => rateText(fields.parse({ ...now, ...values }), language),
        }
      }
      default:
        return assertNever(entity)
    }
  }
}

/** Times read from left to right; inside Urdu they are set off by an isolate (UAX 9). */
const leftToRight = (text: string, language: Language) => (language === 'ur' ? `\u2066${text}\u2069` : text)

const stockUnit = { en: 'Stock unit', ur: 'اسٹاک کی گاڑی' }
const vehiclePhoto = { en: 'Photo of a vehicle', ur: 'گاڑی کی تصویر' }
const rateEdit = { en: 'Rate set by the store', ur: 'شوروم کی مقرر کردہ شرح' }
const outcome = { en: 'What came of it', ur: 'نتیجہ' }
const owner = { en: 'Consultant', ur: 'کنسلٹنٹ' }

const labels: {
  readonly [E in Exclude<RowEntity, 'vehiclePhoto' | 'rateEdit'>]: Readonly<
    Record<keyof EntityFields<E>, Wording>
  >
} = {
  consultant: {
    name: { en: 'Name', ur: 'نام' },
    role: { en: 'Role', ur: 'ذمہ داری' },
    active: { en: 'Works here', ur: 'یہاں کام کرتے ہیں' },
  },
  customer: {
    name: { en: 'Name', ur: 'نام' },
    phone: { en: 'Phone', ur: 'فون' },
    language: { en: 'Language', ur: 'زبان' },
    note: { en: 'To remember', ur: 'یاد رکھنے کی بات' },
    alsoPhones: { en: 'More phones', ur: 'مزید فون' },
  },
  opportunity: {
    ownerId: owner,
    customerId: { en: 'Customer', ur: 'گاہک' },
    openedAt: { en: 'Began', ur: 'آغاز' },
    state: outcome,
    lostReason: outcome,
    lostNote: outcome,
    lostVisitId: outcome,
    lostBusinessDay: outcome,
  },
  visit: {
    opportunityId: { en: 'What it belongs to', ur: 'کس معاملے کی ہے' },
    ownerId: owner,
    arrival: { en: 'First time or back again', ur: 'پہلی بار یا دوبارہ' },
    startedAt: { en: 'Began', ur: 'آغاز' },
    businessDay: { en: 'Business day', ur: 'کاروباری دن' },
    endedAt: { en: 'Ended', ur: 'اختتام' },
    leftBeforeContact: { en: 'Left before contact', ur: 'بات ہونے سے پہلے چلے گئے' },
    enteredLate: { en: 'Entered later from paper', ur: 'بعد میں کاغذ سے درج' },
  },
  stockUnit: {
    variantId: stockUnit,
    number: stockUnit,
    colour: stockUnit,
    place: stockUnit,
    state: stockUnit,
    arrivedOn: stockUnit,
    expectedOn: stockUnit,
    deleted: stockUnit,
  },
  claim: {
    stockUnitId: stockUnit,
    hour: { en: 'Hour', ur: 'گھنٹہ' },
    opportunityId: { en: 'Promised to', ur: 'کس سے وعدہ' },
  },
}

const words = {
  nobody: { en: 'Nobody', ur: 'کوئی نہیں' },
  taken: { en: 'Taken off the stock list', ur: 'اسٹاک کی فہرست سے ہٹا دی گئی' },
  stock: {
    'in-stock': { en: 'In stock', ur: 'اسٹاک میں' },
    'in-transit': { en: 'In transit', ur: 'راستے میں' },
    allocated: { en: 'Allocated', ur: 'مختص' },
    demo: { en: 'Demo car', ur: 'ڈیمو گاڑی' },
    sold: { en: 'Sold', ur: 'فروخت ہوئی' },
  },
  photoTaken: { en: 'Photo taken away', ur: 'تصویر ہٹا دی گئی' },
  rateTaken: { en: 'The market’s own rate again', ur: 'دوبارہ مارکیٹ کی اپنی شرح' },
  noName: { en: 'No name yet', ur: 'ابھی نام نہیں' },
  notHere: { en: 'Not on this laptop yet', ur: 'ابھی اس لیپ ٹاپ پر نہیں' },
  stillOpen: { en: 'Still open', ur: 'ابھی جاری' },
  comma: { en: ',', ur: '،' },
  visitOf: { en: (at: string) => `visit of ${at}`, ur: (at: string) => `ملاقات ${at}` },
  quoted: {
    en: (text: string, note: string) => `${text}. “${note}”`,
    ur: (text: string, note: string) => `${text}۔ ”${note}“`,
  },
  roles: {
    consultant: { en: 'Consultant', ur: 'کنسلٹنٹ' },
    'service-adviser': { en: 'Service adviser', ur: 'سروس ایڈوائزر' },
    manager: { en: 'Manager', ur: 'مینیجر' },
  },
  yesNo: { yes: { en: 'Yes', ur: 'جی ہاں' }, no: { en: 'No', ur: 'نہیں' } },
  states: {
    open: { en: 'Still open', ur: 'ابھی کھلا' },
    booked: { en: 'Booked', ur: 'بکنگ ہوئی' },
    delivered: { en: 'Delivered', ur: 'گاڑی حوالے ہوئی' },
    lost: { en: 'Lost', ur: 'ہاتھ سے گیا' },
  },
} as const
