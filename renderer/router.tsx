import { createBrowserRouter, type RouteObject } from 'react-router'
import { BrokenScreen, LostScreen } from './components/broken-screen.tsx'
import { Shell } from './components/shell.tsx'
import { type ScreenEntry, screens } from './routes.ts'

/** The router over `screens`: those in the shell, those without it, and a sentence for any other address. */
export function createRouter() {
  const route = (screen: ScreenEntry): RouteObject => ({
    path: screen.path,
    lazy: async () => ({ Component: await screen.load() }),
    errorElement: <BrokenScreen />,
  })
  return createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <BrokenScreen />,
      hydrateFallbackElement: <span hidden />,
      children: [
        ...screens.filter((screen) => screen.bare !== true).map(route),
        { path: '*', element: <LostScreen /> },
      ],
    },
    ...screens
      .filter((screen) => screen.bare === true)
      .map((screen) => ({ ...route(screen), hydrateFallbackElement: <span hidden /> })),
  ])
}
