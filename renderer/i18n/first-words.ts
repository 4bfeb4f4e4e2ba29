import backupsEn from './en/backups.json'
import enrolmentEn from './en/enrolment.json'
import gateEn from './en/gate.json'
import recoveryCodeEn from './en/recovery-code.json'
import shellEn from './en/shell.json'
import signInEn from './en/sign-in.json'
import backupsUr from './ur/backups.json'
import enrolmentUr from './ur/enrolment.json'
import gateUr from './ur/gate.json'
import recoveryCodeUr from './ur/recovery-code.json'
import shellUr from './ur/shell.json'
import signInUr from './ur/sign-in.json'

/** The words of what may stand on the window before any screen does: the gate, signing in, the shell. */
export const firstWords = {
  en: {
    shell: shellEn,
    gate: gateEn,
    'sign-in': signInEn,
    'recovery-code': recoveryCodeEn,
    enrolment: enrolmentEn,
    backups: backupsEn,
  },
  ur: {
    shell: shellUr,
    gate: gateUr,
    'sign-in': signInUr,
    'recovery-code': recoveryCodeUr,
    enrolment: enrolmentUr,
    backups: backupsUr,
  },
}
