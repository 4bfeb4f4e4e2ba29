import { assertNever } from '../../core/assert-never.ts'
import { bringFile } from '../../electron/data/imports/bring-file.ts'
import { newId } from '../../electron/doors.ts'
import type { Call, Made } from './calls.ts'
import type { Client } from './open-laptop.ts'
import { pin } from './people.ts'

const language = 'en'

/** Makes a call through the laptop's contract. @throws ORPCError as the contract says */
export async function perform(client: Client, call: Exclude<Call, { type: 'restart' }>): Promise<Made> {
  switch (call.type) {
    case 'set-up':
      await client.setup.complete({
        storeName: 'Torture Motors',
        storeCode: 'TRT-01',
        language,
        consultants: [{ name: call.managerName, role: 'manager', pin }],
      })
      return {}
    case 'enrol':
      await client.enrolment.enrol({ url: call.url, code: call.code })
      return {}
    case 'set-colours':
      await client.settings.update({ colourScheme: call.colourScheme })
      return {}
    case 'add-consultant': {
      const { consultantId, name } = call
      await client.consultants.add({ consultantId, name, role: 'consultant' })
      return {}
    }
    case 'start-visit': {
      const { type: _, ...input } = call
      const visit = await client.visits.start(input)
      return { opportunityId: visit.opportunityId }
    }
    case 'set-arrival': {
      const { type: _, ...input } = call
      await client.visits.setArrival(input)
      return {}
    }
    case 'end-visit':
      await client.visits.end({ visitId: call.visitId, leftBeforeContact: false })
      return {}
    case 'answer': {
      const { type: _, opportunityId: __, ...input } = call
      const value = input.state === 'answered' ? { type: 'text' as const } : null
      const { answer } = await client.discovery.answer({ ...input, value, language })
      return { rowId: answer.id }
    }
    case 'keep-draft': {
      const { type: _, ...input } = call
      await client.discovery.keepDraft(input)
      return {}
    }
    case 'record-shortlist': {
      const { type: _, ...input } = call
      await client.shortlist.record({ ...input, language })
      return {}
    }
    case 'book': {
      const { bookingId, visitId, variantId, amountMinor } = call
      const amount = { amountMinor, currency: 'PKR' }
      await client.opportunities.book({
        bookingId,
        visitId,
        variantId,
        amount,
        paymentMode: 'cash',
        promisedDay: null,
      })
      return {}
    }
    case 'lose':
      await client.opportunities.lose({ visitId: call.visitId, reason: call.reason, note: call.note })
      return {}
    case 'save-customer': {
      const { type: _, visit, ...input } = call
      await client.customers.save({
        ...input,
        visit: visit && { id: visit.visitId, seenCustomerId: null },
      })
      return {}
    }
    case 'attach':
      await client.customers.attach({
        visitId: call.visitId,
        customerId: call.customerId,
        seenCustomerId: null,
      })
      return {}
    case 'consent': {
      const { type: _, ...input } = call
      const { consentId } = await client.customers.consent({ ...input, language })
      return { rowId: consentId }
    }
    case 'import-catalogue': {
      const content = new TextEncoder().encode(priceUpdate(call.price))
      const { outcome } = await bringFile(client, newId, { fileName: 'prices.csv', content, language })
      return outcome?.version ? { catalogueVersion: outcome.version } : {}
    }
    case 'read-day':
      await client.reports.daily({ businessDay: await today(client), language })
      return {}
    case 'export-day':
      await client.reports.export({ businessDay: await today(client), language, format: call.format })
      return {}
    case 'close-day': {
      const { hash } = await client.reports.close({ businessDay: await today(client), language })
      return { hash }
    }
    case 'back-up':
      return { backupId: (await client.backups.make()).id }
    case 'sync':
      await client.sync.now({ language })
      return {}
    default:
      return assertNever(call)
  }
}

const today = async (client: Client) => (await client.app.state()).businessDay

const priceUpdate = (price: number): string =>
  `brand,model,variant,attribute,value,unit,source,as_of
Suzuki,Alto,VXL AGS Upgraded,price,${price},PKR,torture price letter (invented),2026-11
`
