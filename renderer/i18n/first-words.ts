import backupsEn from './en/backups.json'
import customerViewEn from './en/customer-view.json'
import enrolmentEn from './en/enrolment.json'
import gateEn from './en/gate.json'
import recoveryCodeEn from './en/recovery-code.json'
import shellEn from './en/shell.json'
import signInEn from './en/sign-in.json'
import backupsUr from './ur/backups.json'
import customerViewUr from './ur/customer-view.json'
import enrolmentUr from './ur/enrolment.json'
import gateUr from './ur/gate.json'
import recoveryCodeUr from './ur/recovery-code.json'
import shellUr from './ur/shell.json'
import signInUr from './ur/sign-in.json'

/** The words of what may stand on the window before any screen does: the gate, signing in, what the customer is shown, the shell. */
export const firstWords = {
  en: {
    shell: shellEn,
    gate: gateEn,
    'sign-in': signInEn,
    'customer-view': customerViewEn,
    'recovery-code': recoveryCodeEn,
    enrolment: enrolmentEn,
    backups: backupsEn,
  },
  ur: {
    shell: shellUr,
    gate: gateUr,
    'sign-in': signInUr,
    'customer-view': customerViewUr,
    'recovery-code': recoveryCodeUr,
    enrolment: enrolmentUr,
    backups: backupsUr,
  },
}
