import {
  IconCalendarEvent,
  IconCar,
  IconParking,
  IconReportAnalytics,
  IconSettings,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { firstWords } from './i18n/first-words.ts'

type RailWord = Exclude<keyof (typeof firstWords)['en']['shell']['rail'], 'label'>
type ManagerWord = 'access-log' | 'imports' | 'backups' | 'rates' | 'retention'

/**
 * One screen of the application. `rail` puts it in the rail; `bare` leaves the shell away (print pages, set-up).
 * `manager` lets a manager find it by the title that its words give it.
 */
export type ScreenEntry = {
  readonly path: string
  readonly load: () => Promise<ComponentType>
  readonly rail?: { readonly word: RailWord; readonly icon: TablerIcon; readonly also?: readonly string[] }
  readonly bare?: boolean
  readonly manager?: ManagerWord
}

/** Every screen there is, in the order of the rail. `also` names other paths that light up the same rail entry. */
export const screens: readonly ScreenEntry[] = [
  {
    path: '/',
    load: async () => (await import('./routes/today/today.tsx')).Today,
    rail: { word: 'today', icon: IconCalendarEvent, also: ['/discovery', '/shortlist', '/read-back'] },
  },
  {
    path: '/discovery/:opportunityId',
    load: async () => (await import('./routes/discovery/discovery.tsx')).Discovery,
  },
  {
    path: '/read-back/:opportunityId',
    load: async () => (await import('./routes/read-back/read-back.tsx')).ReadBack,
  },
  {
    path: '/shortlist/:opportunityId',
    load: async () => (await import('./routes/shortlist/shortlist.tsx')).Shortlist,
  },
  {
    path: '/customers',
    load: async () => (await import('./routes/customers/customers.tsx')).Customers,
    rail: { word: 'customers', icon: IconUsers },
  },
  {
    path: '/customers/new',
    load: async () => (await import('./routes/customers/new-customer.tsx')).NewCustomer,
  },
  {
    path: '/customers/:customerId',
    load: async () => (await import('./routes/customers/customer.tsx')).Customer,
  },
  {
    path: '/vehicles',
    load: async () => (await import('./routes/vehicles/vehicles.tsx')).Vehicles,
    rail: { word: 'vehicles', icon: IconCar, also: ['/imports'] },
  },
  {
    path: '/imports',
    load: async () => (await import('./routes/imports/imports.tsx')).Imports,
    manager: 'imports',
  },
  {
    path: '/stock',
    load: async () => (await import('./routes/stock/stock.tsx')).Stock,
    rail: { word: 'stock', icon: IconParking },
  },
  {
    path: '/reports',
    load: async () => (await import('./routes/reports/reports.tsx')).Reports,
    rail: { word: 'reports', icon: IconReportAnalytics },
  },
  {
    path: '/reports/:day',
    load: async () => (await import('./routes/reports/reports.tsx')).Reports,
  },
  {
    path: '/settings',
    load: async () => (await import('./routes/settings/settings.tsx')).Settings,
    rail: { word: 'settings', icon: IconSettings, also: ['/backups', '/access-log', '/rates', '/retention'] },
  },
  {
    path: '/backups',
    load: async () => (await import('./routes/backups/backups.tsx')).Backups,
    manager: 'backups',
  },
  {
    path: '/access-log',
    load: async () => (await import('./routes/access-log/access-log.tsx')).AccessLog,
    manager: 'access-log',
  },
  {
    path: '/rates',
    load: async () => (await import('./routes/rates/rates.tsx')).Rates,
    manager: 'rates',
  },
  {
    path: '/retention',
    load: async () => (await import('./routes/retention/retention.tsx')).Retention,
    manager: 'retention',
  },
  {
    path: '/sync',
    load: async () => (await import('./routes/sync/sync.tsx')).Sync,
  },
  {
    path: '/print/daily-summary/:day?',
    load: async () => (await import('./routes/print/daily-summary.tsx')).PrintDailySummary,
    bare: true,
  },
  {
    path: '/print/take-home/:opportunityId',
    load: async () => (await import('./routes/print/take-home.tsx')).PrintTakeHome,
    bare: true,
  },
  {
    path: '/recovery-code',
    load: async () => (await import('./routes/recovery-code/recovery-code.tsx')).RecoveryCode,
    bare: true,
  },
  {
    path: '/set-up',
    load: async () => (await import('./routes/set-up/set-up.tsx')).SetUp,
    bare: true,
  },
]
