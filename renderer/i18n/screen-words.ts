import accessLogEn from './en/access-log.json'
import customersEn from './en/customers.json'
import discoveryEn from './en/discovery.json'
import endingEn from './en/ending.json'
import importsEn from './en/imports.json'
import ownershipEn from './en/ownership.json'
import pricingEn from './en/pricing.json'
import printEn from './en/print.json'
import ratesEn from './en/rates.json'
import readBackEn from './en/read-back.json'
import remarksEn from './en/remarks.json'
import reportsEn from './en/reports.json'
import retentionEn from './en/retention.json'
import setUpEn from './en/set-up.json'
import settingsEn from './en/settings.json'
import shortlistEn from './en/shortlist.json'
import stockEn from './en/stock.json'
import syncEn from './en/sync.json'
import takeHomeEn from './en/take-home.json'
import todayEn from './en/today.json'
import vehiclesEn from './en/vehicles.json'
import accessLogUr from './ur/access-log.json'
import customersUr from './ur/customers.json'
import discoveryUr from './ur/discovery.json'
import endingUr from './ur/ending.json'
import importsUr from './ur/imports.json'
import ownershipUr from './ur/ownership.json'
import pricingUr from './ur/pricing.json'
import printUr from './ur/print.json'
import ratesUr from './ur/rates.json'
import readBackUr from './ur/read-back.json'
import remarksUr from './ur/remarks.json'
import reportsUr from './ur/reports.json'
import retentionUr from './ur/retention.json'
import setUpUr from './ur/set-up.json'
import settingsUr from './ur/settings.json'
import shortlistUr from './ur/shortlist.json'
import stockUr from './ur/stock.json'
import syncUr from './ur/sync.json'
import takeHomeUr from './ur/take-home.json'
import todayUr from './ur/today.json'
import vehiclesUr from './ur/vehicles.json'

/** The words of the screens, which are not in the first download. */
export const screenWords = {
  en: {
    'set-up': setUpEn,
    today: todayEn,
    discovery: discoveryEn,
    remarks: remarksEn,
    'read-back': readBackEn,
    ending: endingEn,
    shortlist: shortlistEn,
    customers: customersEn,
    vehicles: vehiclesEn,
    stock: stockEn,
    imports: importsEn,
    rates: ratesEn,
    reports: reportsEn,
    pricing: pricingEn,
    print: printEn,
    ownership: ownershipEn,
    'take-home': takeHomeEn,
    settings: settingsEn,
    sync: syncEn,
    'access-log': accessLogEn,
    retention: retentionEn,
  },
  ur: {
    'set-up': setUpUr,
    today: todayUr,
    discovery: discoveryUr,
    remarks: remarksUr,
    'read-back': readBackUr,
    ending: endingUr,
    shortlist: shortlistUr,
    customers: customersUr,
    vehicles: vehiclesUr,
    stock: stockUr,
    imports: importsUr,
    rates: ratesUr,
    reports: reportsUr,
    pricing: pricingUr,
    print: printUr,
    ownership: ownershipUr,
    'take-home': takeHomeUr,
    settings: settingsUr,
    sync: syncUr,
    'access-log': accessLogUr,
    retention: retentionUr,
  },
}
