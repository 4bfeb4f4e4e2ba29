import type { MarketOnOffer } from './wizard.ts'

const catalogue = { models: 40, variants: 92, from: '2025', to: '2026-03' }

/** Two markets as they are on offer, for tests. */
export const pakistan: MarketOnOffer = {
  id: 'pk',
  name: { en: 'Pakistan', ur: 'پاکستان' },
  languages: ['en', 'ur'],
  timeZones: ['Asia/Karachi'],
  country: 'PK',
  priceExample: { en: 'Rs 17,000,000 (1.7 crore)', ur: '17,000,000 روپے (1.7 کروڑ)' },
  examples: { storeName: { en: 'Clifton Motors', ur: 'کلفٹن موٹرز' }, storeCode: 'KHI-01' },
  catalogue,
}
export const theStates: MarketOnOffer = {
  id: 'us',
  name: { en: 'United States', ur: 'امریکہ' },
  languages: ['en'],
  timeZones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  country: 'US',
  priceExample: { en: '$ 32,000', ur: '32,000 ڈالر' },
  examples: { storeName: { en: 'Lakeside Motors', ur: 'لیک سائیڈ موٹرز' }, storeCode: 'LM-01' },
  catalogue,
}
