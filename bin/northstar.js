#!/usr/bin/env node
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { checkNode } from './check-node.js'

checkNode()

// Keeps what Node compiled beside the build, which makes the next start quicker.
module.enableCompileCache(fileURLToPath(new URL('../out/compile-cache', import.meta.url)))

const commands = [
  'start',
  'demo',
  'headoffice',
  'bench',
  'torture',
  'fuzz-sync',
  'access-log',
  'check-bank',
  'build',
  'test',
  'installers',
  'licences',
  'sign-update',
]
const command = process.argv[2]

if (commands.indexOf(command) === -1) {
  process.stderr.write(`Say what to do: npm start, or npm run ${commands.slice(1).join(', npm run ')}.\n`)
  process.exit(2)
}

import(`./${command}.ts`)
  .then((module) => module.run(process.argv.slice(3)))
  .then((code) => {
    if (typeof code === 'number') process.exitCode = code
  })
  .catch((error) => {
    // An expected refusal is a sentence for a person; anything else is a bug and keeps its stack.
    process.stderr.write(`${error?.name === 'Refusal' ? error.message : (error?.stack ?? error)}\n`)
    process.exitCode = 1
  })
