/**
 * The page. Conventions for every screen:
 *
 * - A screen is a folder `routes/<screen>/` with `<screen>.tsx` exporting its component by name, and an entry in
 *   `routes.ts` (lazy: nothing of it is in the first download). An entry with `rail` stands in the rail.
 * - Words: `i18n/en/<screen>.json` and `i18n/ur/<screen>.json`, both listed in `i18n/screen-words.ts`, read by
 *   `useTranslation('<screen>')`. No sentence is written in a component. What the data process words (reasons,
 *   labels, sync) is asked for in `useLanguage()` and shown as it comes.
 * - Data: `const { orpc, client } = useNorthstar()`; reads by `useQuery(orpc.x.y.queryOptions({ input }))`, writes by
 *   `useMutation(orpc.x.y.mutationOptions({ onSuccess }))` and then `queryClient.invalidateQueries({ queryKey: orpc.x.key() })`.
 *   `useAppState()` is always there on a screen: store, market, consultants, business day. Types: `Outputs['x']['y']`.
 * - A call that makes something names its id: `useIdsToMake().idFor(wish)`, so that trying again makes nothing twice.
 * - Failures: `<Failure error={...} />` beside what failed; the text the person typed stays. No toasts.
 * - Saved: `<SavedFact at={instantMs} />` beside what was saved, only after the data process said so.
 * - The title of a screen goes to the bar: `<ScreenTitle>…</ScreenTitle>`; the screen itself is one
 *   `<Screen>` (scrolls, keeps the measure) from `components/screen.tsx`.
 * - Who: nothing of a screen is shown before the laptop's data is open and somebody is signed in (`app-gate.tsx`). A
 *   screen stays mounted under the sign-in; what it asks meanwhile waits. What only a manager may do is not offered to
 *   others (`useIsManager()`), and refused by the data process whatever the page offers.
 * - Look: `--ns-*` variables of `styles.css` in CSS modules beside the component, Mantine for inputs, dialogs and
 *   menus. Logical properties only (`margin-inline-start`, `inset-inline-end`, `text-align: start`). Targets are at
 *   least `--ns-target`. Words a person typed get `dir="auto"`; figures inside a sentence get `className="ns-figure"`.
 * - Time: `useNow()`, `useTimeZone()`, `clock-text.ts`. Types of the contract are imported with `import type`, so that
 *   no schema reaches the page.
 */
import '@mantine/core/styles.layer.css'
import './fonts.css'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { pageClock } from './clock.ts'
import { createLanguageMemory, pageStorage } from './gate/language-memory.ts'
import { createWords } from './i18n/i18n.ts'
import { pageNewId } from './new-id.ts'
import { createNorthstar } from './northstar.tsx'
import { createMessagePortLine, createWebSocketLine } from './transport.ts'

const line =
  location.protocol === 'app:'
    ? createMessagePortLine(window)
    : createWebSocketLine(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const languages = createLanguageMemory(pageStorage(), navigator.languages)
createRoot(root).render(
  <StrictMode>
    <App
      northstar={createNorthstar(line, pageClock, pageNewId)}
      words={createWords(languages.language())}
      languages={languages}
    />
  </StrictMode>,
)
