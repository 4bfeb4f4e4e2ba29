import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { refusalCode, textQuestion, words } from '../../electron/data/test-laptop.ts'
import { openTestService, setUp, signIn, type TestClient, walkIn } from '../../electron/data/test-service.ts'

const place = mkdtempSync(join(tmpdir(), 'northstar-small-disk-'))
const disk = join(place, 'disk')
mkdirSync(disk)
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (isMounted) spawnSync('umount', [disk])
  rmSync(place, { recursive: true, force: true })
})

const answersOf = async (client: TestClient, opportunityId: string) =>
  (await client.discovery.board({ opportunityId, language: 'en' })).answers.map(({ ownWords }) => ownWords)

test.skipIf(!isMounted)(
  `a disk that is truly full refuses with DISK_FULL and takes the same once there is room${isMounted ? '' : ', not run here: no tmpfs can be mounted'}`,
  async () => {
    const folder = join(disk, 'laptop')
    const ballast = join(disk, 'ballast')
    const service = openTestService(folder)
    const { client } = service
    await setUp(client)
    const question = await textQuestion(client)
    const visit = await walkIn(client)
    writeFileSync(ballast, new Uint8Array(500_000))
    const kept: string[] = []
    let refused: string | null = null
    for (let number = 0; refused === null && number < 3000; number += 1) {
      const said = `${number} ${'so many of us '.repeat(200)}`.trim()
      const { answers } = await client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' })
      const saving = client.discovery.answer(words(visit.id, question, said, ...answers.map(({ id }) => id)))
      const code = await refusalCode(saving)
      if (code === 'nothing was refused') kept.splice(0, 1, said)
      else {
        expect(code).toBe('DISK_FULL')
        refused = said
      }
    }
    if (refused === null) throw new Error('The disk was never full')
    expect(await answersOf(client, visit.opportunityId)).toEqual(kept)

    rmSync(ballast)
    const standing = (await client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' }))
      .answers
    await client.discovery.answer(words(visit.id, question, refused, ...standing.map(({ id }) => id)))
    expect(await answersOf(client, visit.opportunityId)).toEqual([refused])
    await service.close()

    const again = openTestService(folder)
    await signIn(again.client)
    expect(await answersOf(again.client, visit.opportunityId)).toEqual([refused])
    await again.close()
  },
)
