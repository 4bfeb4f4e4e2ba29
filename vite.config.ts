import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the page. `__CSP_NONCE__` stands in the built index.html wherever a nonce belongs: whoever serves the page
 * replaces it in each response. Nothing is inlined as a `data:` address, because the policy allows none.
 */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
