import { runBrowserHost } from '../run-browser-host.ts'

// A process of its own, because what is tested is what its terminal, its signals and its files do.
const [root = '', folder = ''] = process.argv.slice(2)
process.exitCode = await runBrowserHost(
  // The demo's data opens by itself: nobody is there to type a passphrase.
  { root, folder, port: 0, demo: true },
  {
    process,
    say: (line) => process.stdout.write(`${line}\n`),
    onAddress: () => process.stdout.write(`umask ${process.umask().toString(8)}\n`),
  },
)
