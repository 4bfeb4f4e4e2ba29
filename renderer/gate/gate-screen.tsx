import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../core/assert-never.ts'
import { NotAnswering } from '../components/not-answering.tsx'
import { type GateCalls, useGateCalls } from './gate-calls.ts'
import { GateFailure, GatePage } from './gate-page.tsx'
import { KeyNeeded } from './key-needed.tsx'
import type { LaptopNotOpen, Standing } from './standing.ts'
import { Working } from './working.tsx'

const ChoosePassphrase = lazy(async () => ({
  default: (await import('./choose-passphrase.tsx')).ChoosePassphrase,
}))
const CodeToKeep = lazy(async () => ({ default: (await import('./code-to-keep.tsx')).CodeToKeep }))
const HandingOver = lazy(async () => ({ default: (await import('./ended.tsx')).HandingOver }))
const Revoked = lazy(async () => ({ default: (await import('./ended.tsx')).Revoked }))
const Damaged = lazy(async () => ({ default: (await import('./damaged.tsx')).Damaged }))
const RefusedData = lazy(async () => ({ default: (await import('./refused-data.tsx')).RefusedData }))

type BeforeSignIn = Exclude<Standing, { type: 'set-up' | 'sign-in' | 'customer' | 'in' }>

/** What stands over the window while this laptop's data is not open. */
export function GateScreen({ standing }: { readonly standing: BeforeSignIn }) {
  const calls = useGateCalls()
  switch (standing.type) {
    case 'asking':
      return <Opening />
    case 'not-answering':
      return <NotAnswering whole />
    case 'refused':
      return <Refused error={standing.error} />
    case 'laptop':
      return (
        <Suspense fallback={<Opening />}>
          <LaptopScreen laptop={standing.laptop} calls={calls} />
        </Suspense>
      )
    default:
      return assertNever(standing)
  }
}

function LaptopScreen({ laptop, calls }: { readonly laptop: LaptopNotOpen; readonly calls: GateCalls }) {
  switch (laptop.type) {
    case 'working':
      return <Working work={laptop.work} />
    case 'passphrase-to-choose':
      return <ChoosePassphrase laptop={laptop} calls={calls} />
    case 'key-needed':
      return <KeyNeeded laptop={laptop} calls={calls} />
    case 'code-to-keep':
      return <CodeToKeep laptop={laptop} calls={calls} />
    case 'handing-over':
      return <HandingOver laptop={laptop} calls={calls} />
    case 'revoked':
      return <Revoked laptop={laptop} calls={calls} />
    case 'damaged':
      return <Damaged laptop={laptop} calls={calls} />
    case 'refused':
      return <RefusedData laptop={laptop} calls={calls} />
    default:
      return assertNever(laptop)
  }
}

function Opening() {
  const { t } = useTranslation()
  return <GatePage title={t('opening')} />
}

/** Asked again all the time, so the page goes on by itself when the answer comes. */
function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation('gate')
  return (
    <GatePage title={t('refused.title')}>
      <GateFailure error={error} />
    </GatePage>
  )
}
