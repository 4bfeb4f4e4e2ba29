import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why no certificate can be made here, for the name of a skipped test; `null` where one can: Node has no call for it. */
export function whyNoCertificate(): string | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return null
  } catch {
    return 'there is no openssl on this machine to make a certificate with'
  }
}

/** A certificate of its own for this machine's loopback, and its key, in PEM files of a folder. */
export function makeCertificate(folder: string, name: string) {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) }
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, '-keyout', files.key, '-out', files.cert, ...subject], {
    stdio: 'ignore',
  })
  return { ...files, pem: () => readFileSync(files.cert, 'utf8') }
}
