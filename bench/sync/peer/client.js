import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PouchDB from 'pouchdb'

// A laptop as PouchDB has it: LevelDB, and replication over HTTP with its own settings.
const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-peer-'))
const Local = PouchDB.defaults({ prefix: `${folder}/` })
const databases = new Map()
const database = (name) => {
  if (!databases.has(name)) databases.set(name, new Local(name))
  return databases.get(name)
}

async function answer(question) {
  if (question.type === 'fill') {
    await database(question.name).bulkDocs(question.docs)
    return {}
  }
  const began = performance.now()
  const local = database(question.name)
  const replication = question.type === 'push' ? local.replicate.to : local.replicate.from
  const result = await replication.call(local.replicate, question.url)
  const ms = performance.now() - began
  const { doc_count: docs } = await local.info()
  return { ms, docs, written: result.docs_written }
}

process.on('message', (question) => {
  answer(question).then(
    (said) => process.send(said),
    (error) => process.send({ failed: String(error?.stack ?? error) }),
  )
})
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
