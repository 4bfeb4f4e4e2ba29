import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { AppGate } from './app-gate.tsx'
import { failureCode } from './failure.ts'
import { type LanguageMemory, LanguageMemoryContext } from './gate/language-memory.ts'
import { addScreenWords } from './i18n/i18n.ts'
import { type Northstar, NorthstarProvider } from './northstar.tsx'
import { createRouter } from './router.tsx'
import { createColourSchemeMemory, cssVariablesResolver, theme } from './theme.ts'

type AppProps = {
  readonly northstar: Northstar
  readonly words: i18n
  readonly languages: LanguageMemory
}

/** The whole page: providers from the outside in, then the router. */
export function App({ northstar, words, languages }: AppProps) {
  const [queries] = useState(createQueries)
  const [router] = useState(() => createRouter(() => addScreenWords(words)))
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
              <LanguageMemoryContext value={languages}>
                <AppGate>
                  <RouterProvider router={router} />
                </AppGate>
              </LanguageMemoryContext>
            </NorthstarProvider>
          </QueryClientProvider>
        </I18nextProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

const retryDelayMs = 250
const mostRetries = 3
/** Refusals of a read that end by themselves: the line lets it out again when somebody has signed in, or the data is open. */
const passing: ReadonlySet<string> = new Set(['SIGNED_OUT', 'LAPTOP_NOT_OPEN'])

/** Answers come from this machine: nothing waits for the network, and a refusal is final until something changes. */
function createQueries() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (tries, error) => tries < mostRetries && passing.has(failureCode(error)),
        retryDelay: retryDelayMs,
        staleTime: 0,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
