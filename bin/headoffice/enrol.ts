import { languageSchema } from '../../core/market/language.ts'
import { enrolledStoreSchema, storeCodeSchema } from '../../core/sync/identity.ts'
import { codeMs } from '../../headoffice/identity/operator.ts'
import { type Command, dataOptions, readOptions, say, WrongUse } from './command.ts'
import { withOperator } from './with-operator.ts'

const hours = codeMs / 3_600_000

export const enrol: Command = {
  usage: '--store CODE [--name TEXT] [--market pk] [--time-zone Asia/Karachi] [--language en]',
  about:
    'makes a one-time code for a laptop of a store; what a new store is left without comes with its first laptop',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      store: { type: 'string' },
      name: { type: 'string' },
      market: { type: 'string' },
      'time-zone': { type: 'string' },
      language: { type: 'string' },
    })
    const { shape } = enrolledStoreSchema
    const { folder, store, name, market, language, 'time-zone': timeZone } = options
    if (store === undefined) throw new WrongUse('Say for which store, as in --store KHI-01.')
    const storeCode = storeCodeSchema.safeParse(store.toUpperCase())
    if (!storeCode.success)
      throw new WrongUse(`“${store}” is no store code: 2 to 12 letters, digits and hyphens, as in KHI-01.`)
    if (name !== undefined && !shape.name.safeParse(name).success)
      throw new WrongUse('The name of a store has 1 to 120 letters.')
    if (market !== undefined && !/^[a-z]{2}$/.test(market))
      throw new WrongUse(`“${market}” is no market: two small letters, as in --market pk.`)
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new WrongUse(`“${timeZone}” is no time zone: write it as in --time-zone Asia/Karachi.`)
    const spoken = languageSchema.safeParse(language)
    if (language !== undefined && !spoken.success)
      throw new WrongUse(`“${language}” is none of the languages ${languageSchema.options.join(' and ')}.`)
    const { code } = await withOperator({ folder }, (operator) =>
      operator.newEnrolmentCode({
        storeCode: storeCode.data,
        ...(name !== undefined && { name }),
        ...(market !== undefined && { market }),
        ...(timeZone !== undefined && { timeZone }),
        ...(spoken.success && { language: spoken.data }),
      }),
    )
    say(`The code for ${storeCode.data} is ${code}`)
    say(
      `It lets one laptop in, within ${hours} hours. Type it there under Settings, with the address of head office.`,
    )
    return 0
  },
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
