import { createHash, randomBytes } from 'node:crypto'
import { stringify } from 'yaml'
import { newSecretKey, signMessage } from '../../../bin/updates/minisign-secret.ts'
import type { MetadataFile, Release } from '../../../core/updates/release.ts'
import { testRelease } from '../../../core/updates/test-release.ts'
import type { SignedMetadata } from '../read-release.ts'

/** Whoever signs the tests' releases. */
export const testSigner = newSecretKey(randomBytes).secretKey

/** A release of one file with these bytes. */
export function releaseOf(
  content: Buffer,
  differs: Partial<Release> & { readonly url?: string } = {},
): Release {
  const sha512 = createHash('sha512').update(content).digest('base64')
  return testRelease({ ...differs, sha512, size: content.length })
}

/** A release's metadata as it is published. */
export function signRelease(
  release: object,
  {
    file = 'latest.yml',
    signer = testSigner,
  }: { readonly file?: MetadataFile; readonly signer?: typeof testSigner } = {},
): SignedMetadata {
  const metadata = Buffer.from(stringify(release))
  return { metadata, signature: signMessage(metadata, `timestamp:1\tfile:${file}\thashed`, signer) }
}
