import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import compression from 'compression'
import express from 'express'
import expressPouchdb from 'express-pouchdb'
import PouchDB from 'pouchdb'

// CouchDB's protocol on Express 4, keeping its data in LevelDB, its answers compressed.
const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-peer-'))
const Kept = PouchDB.defaults({ prefix: `${folder}/` })
const app = express()
app.use(compression())
app.use(
  '/',
  expressPouchdb(Kept, {
    mode: 'minimumForPouchDB',
    configPath: join(folder, 'config.json'),
    logPath: join(folder, 'log.txt'),
  }),
)
const server = app.listen(0, '127.0.0.1')

process.on('message', () => {
  const { port } = server.address()
  process.send({ url: `http://127.0.0.1:${port}` })
})
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
