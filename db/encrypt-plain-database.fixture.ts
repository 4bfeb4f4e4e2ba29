import { encryptPlainDatabase } from './encrypt-plain-database.ts'

// Encrypts a folder's plain database, and is killed in the middle: from outside, or by itself at a step.
const [folder = '', dataKey = '', salt = '', killAt] = process.argv.slice(2)
process.stdout.write('begun\n')
encryptPlainDatabase({
  folder,
  key: { dataKey, salt },
  onStep: (_done, _of, step) => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL')
  },
})
process.stdout.write('done\n')
