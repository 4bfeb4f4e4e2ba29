import { createBrowserRouter, type RouteObject } from 'react-router'
import { BrokenScreen, LostScreen } from './components/broken-screen.tsx'
import { Shell } from './components/shell.tsx'
import { type ScreenEntry, screens } from './routes.ts'

/**
 * The router over `screens`: those in the shell, those without it, and a sentence for any other address.
 * @param ready what a screen has to wait for, e.g. its words
 */
export function createRouter(ready: () => Promise<void>) {
  const route = (screen: ScreenEntry): RouteObject => ({
    path: screen.path,
    lazy: async () => {
      const [Component] = await Promise.all([screen.load(), ready()])
      return { Component }
    },
    errorElement: <BrokenScreen />,
  })
  return createBrowserRouter([
    {
      lazy: async () => {
        await ready()
        return { Component: Shell }
      },
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
