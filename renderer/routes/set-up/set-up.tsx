import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { guessMarket, thisMachine } from './guess-market.ts'
import { JoinPage } from './join-page.tsx'
import { SetUpPage } from './set-up-page.tsx'
import { Steps } from './steps.tsx'
import type { Wizard } from './wizard.ts'
import { forgetWizard, keepWizard, keptWizard, windowStorage } from './wizard-memory.ts'

/** First run: market, store, people, catalogue and head office, or a store that head office has; then the recovery code. */
export function SetUp() {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { store, demo } = useAppState()
  const { data, error } = useQuery(orpc.setup.markets.queryOptions({ enabled: store === null }))
  const [machine] = useState(thisMachine)
  const [wizard, setWizard] = useState(() => keptWizard(windowStorage()))
  const [way, setWay] = useState<'anew' | 'join'>('anew')
  const complete = useMutation(
    orpc.setup.complete.mutationOptions({
      // No PIN is kept in memory longer than its form.
      gcTime: 0,
      onSuccess: async () => {
        // Who is signed in first: a store without that would ask who is here.
        await queries.invalidateQueries({ queryKey: orpc.session.key() })
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        await leaveFor(wizard.catalogue === 'file' ? 'imports' : null)
      },
    }),
  )
  useEffect(() => keepWizard(windowStorage(), wizard), [wizard])

  async function leaveFor(then: 'imports' | null) {
    forgetWizard(windowStorage())
    const to = then === null ? '' : `?then=${then}`
    await navigate(demo ? `/${then ?? ''}` : `/recovery-code${to}`, { replace: true })
  }

  // Whoever set it up or joined goes on to the recovery code by themselves.
  if (store !== null && complete.isIdle && way === 'anew') return <Navigate to="/" replace />
  if (way === 'join')
    return <JoinPage wizard={wizard} onJoined={() => leaveFor(null)} onLeave={() => setWay('anew')} />
  const guess = data === undefined ? null : guessMarket(data.markets, machine)
  if (data === undefined || guess === null)
    return (
      <SetUpPage>
        <Failure error={error} />
      </SetUpPage>
    )
  return (
    <Steps
      wizard={wizard}
      markets={data.markets}
      guess={guess}
      machineZone={machine.timeZone}
      complete={complete}
      onChange={(part: Partial<Wizard>) => setWizard((before) => ({ ...before, ...part }))}
      onJoin={() => setWay('join')}
    />
  )
}
