import accessLogEn from './en/access-log.json'
import backupsEn from './en/backups.json'
import customersEn from './en/customers.json'
import discoveryEn from './en/discovery.json'
import endingEn from './en/ending.json'
import enrolmentEn from './en/enrolment.json'
import gateEn from './en/gate.json'
import printEn from './en/print.json'
import recoveryCodeEn from './en/recovery-code.json'
import reportsEn from './en/reports.json'
import retentionEn from './en/retention.json'
import setUpEn from './en/set-up.json'
import settingsEn from './en/settings.json'
import shellEn from './en/shell.json'
import shortlistEn from './en/shortlist.json'
import signInEn from './en/sign-in.json'
import stockEn from './en/stock.json'
import syncEn from './en/sync.json'
import todayEn from './en/today.json'
import vehiclesEn from './en/vehicles.json'
import accessLogUr from './ur/access-log.json'
import backupsUr from './ur/backups.json'
import customersUr from './ur/customers.json'
import discoveryUr from './ur/discovery.json'
import endingUr from './ur/ending.json'
import enrolmentUr from './ur/enrolment.json'
import gateUr from './ur/gate.json'
import printUr from './ur/print.json'
import recoveryCodeUr from './ur/recovery-code.json'
import reportsUr from './ur/reports.json'
import retentionUr from './ur/retention.json'
import setUpUr from './ur/set-up.json'
import settingsUr from './ur/settings.json'
import shellUr from './ur/shell.json'
import shortlistUr from './ur/shortlist.json'
import signInUr from './ur/sign-in.json'
import stockUr from './ur/stock.json'
import syncUr from './ur/sync.json'
import todayUr from './ur/today.json'
import vehiclesUr from './ur/vehicles.json'

/** The application's own words: a file for each screen and language, named for the screen's folder. */
export const resources = {
  en: {
    shell: shellEn,
    gate: gateEn,
    'sign-in': signInEn,
    'recovery-code': recoveryCodeEn,
    'set-up': setUpEn,
    enrolment: enrolmentEn,
    today: todayEn,
    discovery: discoveryEn,
    ending: endingEn,
    shortlist: shortlistEn,
    customers: customersEn,
    vehicles: vehiclesEn,
    stock: stockEn,
    reports: reportsEn,
    print: printEn,
    settings: settingsEn,
    sync: syncEn,
    'access-log': accessLogEn,
    backups: backupsEn,
    retention: retentionEn,
  },
  ur: {
    shell: shellUr,
    gate: gateUr,
    'sign-in': signInUr,
    'recovery-code': recoveryCodeUr,
    'set-up': setUpUr,
    enrolment: enrolmentUr,
    today: todayUr,
    discovery: discoveryUr,
    ending: endingUr,
    shortlist: shortlistUr,
    customers: customersUr,
    vehicles: vehiclesUr,
    stock: stockUr,
    reports: reportsUr,
    print: printUr,
    settings: settingsUr,
    sync: syncUr,
    'access-log': accessLogUr,
    backups: backupsUr,
    retention: retentionUr,
  },
}
