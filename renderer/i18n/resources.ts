import customersEn from './en/customers.json'
import discoveryEn from './en/discovery.json'
import endingEn from './en/ending.json'
import printEn from './en/print.json'
import reportsEn from './en/reports.json'
import setUpEn from './en/set-up.json'
import settingsEn from './en/settings.json'
import shellEn from './en/shell.json'
import shortlistEn from './en/shortlist.json'
import syncEn from './en/sync.json'
import todayEn from './en/today.json'
import vehiclesEn from './en/vehicles.json'
import customersUr from './ur/customers.json'
import discoveryUr from './ur/discovery.json'
import endingUr from './ur/ending.json'
import printUr from './ur/print.json'
import reportsUr from './ur/reports.json'
import setUpUr from './ur/set-up.json'
import settingsUr from './ur/settings.json'
import shellUr from './ur/shell.json'
import shortlistUr from './ur/shortlist.json'
import syncUr from './ur/sync.json'
import todayUr from './ur/today.json'
import vehiclesUr from './ur/vehicles.json'

/** The application's own words: a file for each screen and language, named for the screen's folder. */
export const resources = {
  en: {
    shell: shellEn,
    'set-up': setUpEn,
    today: todayEn,
    discovery: discoveryEn,
    ending: endingEn,
    shortlist: shortlistEn,
    customers: customersEn,
    vehicles: vehiclesEn,
    reports: reportsEn,
    print: printEn,
    settings: settingsEn,
    sync: syncEn,
  },
  ur: {
    shell: shellUr,
    'set-up': setUpUr,
    today: todayUr,
    discovery: discoveryUr,
    ending: endingUr,
    shortlist: shortlistUr,
    customers: customersUr,
    vehicles: vehiclesUr,
    reports: reportsUr,
    print: printUr,
    settings: settingsUr,
    sync: syncUr,
  },
}
