import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { AppGate } from './app-gate.tsx'
import { type Northstar, NorthstarProvider } from './northstar.tsx'
import { createRouter } from './router.tsx'
import { createColourSchemeMemory, cssVariablesResolver, theme } from './theme.ts'

/** The whole page: providers from the outside in, then the router. */
export function App({ northstar, words }: { readonly northstar: Northstar; readonly words: i18n }) {
  const [queries] = useState(createQueries)
  const [router] = useState(createRouter)
  const [colourSchemes] = useState(createColourSchemeMemory)
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colourSchemes}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <I18nextProvider i18n={words}>
          <QueryClientProvider client={queries}>
            <NorthstarProvider northstar={northstar}>
              <AppGate>
                <RouterProvider router={router} />
              </AppGate>
            </NorthstarProvider>
          </QueryClientProvider>
        </I18nextProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

/** Answers come from this machine: nothing waits for the network, and a refusal is final until something changes. */
function createQueries() {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 0 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
