import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { assertNever } from '../../../core/assert-never.ts'
import type { Mapping } from '../../../core/import/mapping.ts'
import { Failure } from '../../components/fact.tsx'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { ChooseFile } from './choose-file.tsx'
import { Done } from './done.tsx'
import { History } from './history.tsx'
import styles from './imports.module.css'
import { MapFile } from './map-file.tsx'
import type { MapState } from './map-state.ts'
import { Plan } from './plan.tsx'
import { sendFile } from './send-file.ts'
import { Over, UnderWay } from './under-way.tsx'
import { whileNotCancelled } from './while-not-cancelled.ts'

export type Standing = NonNullable<Outputs['imports']['progress']['standing']>

const busyMs = 350
const quietMs = 4_000
const busySteps: ReadonlySet<string | undefined> = new Set<Standing['step']>([
  'receiving',
  'looking',
  'planning',
  'writing',
])

/**
 * The import under way, at the step where it is: told by the data process, so that a page that was left, or another
 * window, goes on where it stands.
 */
export function ImportFlow() {
  const { orpc, client, newId } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const [mapState, setMapState] = useState<MapState | null>(null)
  const [isBack, setIsBack] = useState(false)
  const [windowId] = useState(newId)
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.imports.progress.key() })

  const progress = useQuery(
    orpc.imports.progress.queryOptions({
      refetchInterval: ({ state }) => (busySteps.has(state.data?.standing?.step) ? busyMs : quietMs),
    }),
  )
  const standing = progress.data?.standing ?? null
  const importId = standing?.importId

  const send = useMutation({
    mutationFn: (file: File) => sendFile(client, newId(), file),
    onMutate: () => {
      setMapState(null)
      setIsBack(false)
      setTimeout(() => void refresh(), busyMs)
    },
    onSettled: refresh,
  })
  const plan = useMutation({
    mutationFn: (mapping: Mapping) => client.imports.plan({ importId: importId ?? '', mapping, language }),
    onMutate: () => {
      setIsBack(false)
      setTimeout(() => void refresh(), busyMs)
    },
    onSettled: refresh,
  })
  const run = useMutation({
    mutationFn: () => client.imports.run({ importId: importId ?? '', language }),
    onMutate: () => setTimeout(() => void refresh(), busyMs),
    // What is on sale and in stock is another than before, wherever it is shown.
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.key() }),
  })
  const cancel = useMutation({
    mutationFn: () => client.imports.cancel({ importId: importId ?? '' }),
    onSuccess: () => {
      for (const work of [send, plan, run]) work.reset()
    },
    onSettled: refresh,
  })
  const leave = () => cancel.mutate()

  const step = () => {
    if (standing === null)
      return <ChooseFile busy={send.isPending} error={whileNotCancelled(send.error)} onFile={send.mutate} />
    switch (standing.step) {
      case 'receiving':
      case 'planning':
      case 'writing':
        return <UnderWay standing={standing} cancelling={cancel.isPending} onCancel={leave} />
      case 'looking':
      case 'mapping':
      case 'planned':
        return standing.step === 'planned' && standing.plan !== null && !isBack ? (
          <Plan
            key={standing.importId}
            standing={standing}
            plan={standing.plan}
            running={run.isPending}
            error={run.error}
            onBack={() => {
              run.reset()
              setIsBack(true)
            }}
            onRun={() => run.mutate()}
            onCancel={leave}
          />
        ) : (
          <MapFile
            key={standing.importId}
            standing={standing}
            windowId={windowId}
            state={mapState}
            onState={setMapState}
            planning={plan.isPending}
            error={whileNotCancelled(plan.error)}
            onPlan={plan.mutate}
            onCancel={leave}
            waiting={<UnderWay standing={standing} cancelling={cancel.isPending} onCancel={leave} />}
          />
        )
      case 'done':
        return <Done standing={standing} onAgain={leave} />
      case 'failed':
        return <Over standing={standing} error={run.error ?? plan.error ?? send.error} onDismiss={leave} />
      default:
        return assertNever(standing.step)
    }
  }
  const page = useTopAtEach(stageOf(standing, isBack))
  return (
    <div className={styles.page} ref={page} tabIndex={-1}>
      <Failure error={progress.error ?? cancel.error} />
      {progress.data === undefined || !progress.isFetchedAfterMount ? null : step()}
      {standing === null || standing.step === 'done' || standing.step === 'failed' ? <History /> : null}
    </div>
  )
}

type Stage = 'file' | 'mapping' | 'plan' | 'work' | 'end'

/** What the page is about: within one, a person stays where they are. */
function stageOf(standing: Standing | null, isBack: boolean): Stage {
  if (standing === null) return 'file'
  if (standing.step === 'done' || standing.step === 'failed') return 'end'
  if (standing.step === 'planned' && !isBack) return 'plan'
  return standing.step === 'receiving' || standing.step === 'planning' || standing.step === 'writing'
    ? 'work'
    : 'mapping'
}

/** Where a new stage begins, its top is in sight and has the focus: what had it may be gone. */
function useTopAtEach(stage: Stage) {
  const page = useRef<HTMLDivElement>(null)
  const last = useRef(stage)
  useEffect(() => {
    if (last.current === stage) return
    last.current = stage
    page.current?.focus({ preventScroll: true })
    page.current?.scrollIntoView({ block: 'start' })
  }, [stage])
  return page
}
