import { expect, test } from 'vitest'
import { contentDigest, sha256OfDigest } from './content-digest.ts'

/** Of `one` and `other`, as `printf one | openssl dgst -sha256 -binary | base64` says. */
const [one, other] = [
  'dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0=',
  '2SmKENGwc1g33EvYXaxkGw887yekfl1TpU8vP1svz/o=',
]

test('a digest is written as the example of RFC 9530 has it', () => {
  expect(contentDigest('RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=')).toBe(
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
  )
})

test('the SHA-256 is found beside other digests, the last where it is named twice', () => {
  expect(sha256OfDigest(contentDigest(one))).toBe(one)
  expect(sha256OfDigest(`sha-512=:AAAA:, ${contentDigest(one)}`)).toBe(one)
  expect(sha256OfDigest(`${contentDigest(one)}, ${contentDigest(other)}`)).toBe(other)
})

test.each(['', 'sha-512=:AAAA:', 'sha-256=AAAA', 'sha-256=:AAAA:', `sha-256=:${one}`, 'sha-256'])(
  'nothing is found in %j',
  (header) => {
    expect(sha256OfDigest(header)).toBeNull()
  },
)
