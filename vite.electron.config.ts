import { join } from 'node:path'
import type { InlineConfig } from 'vite'

const root = import.meta.dirname

/** What stays outside the bundles: Electron itself, the native SQLite module, and ws's optional native helpers. */
const external = ['electron', 'better-sqlite3', 'bufferutil', 'utf-8-validate']

const common: InlineConfig = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  // Everything else is bundled: reading a few files is what makes the start quick.
  ssr: { noExternal: true, external },
}

/** The processes on Node: main, data, its workers and the browser host, as modules that share chunks. */
export const nodeBundles = {
  ...common,
  build: {
    ssr: true,
    outDir: join(root, 'out'),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        'electron/main': join(root, 'electron', 'main.ts'),
        'electron/data': join(root, 'electron', 'data', 'main.ts'),
        'reports-worker': join(root, 'electron', 'data', 'reports', 'reports-worker.ts'),
        'upkeep-worker': join(root, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
        'import-worker': join(root, 'electron', 'data', 'imports', 'import-worker.ts'),
        'advice-worker': join(root, 'electron', 'data', 'advice', 'advice-worker.ts'),
        'browser-host': join(root, 'electron', 'run-browser-host.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
} satisfies InlineConfig

/** The preload script: one CommonJS file, because a sandboxed one can be nothing else. */
export const preloadBundle: InlineConfig = {
  ...common,
  build: {
    ssr: true,
    outDir: join(root, 'out', 'electron'),
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: join(root, 'electron', 'preload.ts'),
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
}

/** The page, as `vite.config.ts` has it, with the list of its files that the size check reads. */
export const pageBundle: InlineConfig = {
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  // The size that matters is the gzipped one, which the build checks by itself.
  build: { manifest: true, chunkSizeWarningLimit: 2_000 },
}
