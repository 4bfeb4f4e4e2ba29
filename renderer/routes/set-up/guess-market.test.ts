import { expect, it } from 'vitest'
import { guessMarket } from './guess-market.ts'
import { pakistan, theStates as states } from './test-markets.ts'

const markets = [pakistan, states]
const guess = (timeZone: string, ...languages: readonly string[]) => {
  const guessed = guessMarket(markets, { timeZone, languages })
  return guessed && [guessed.market.id, guessed.because]
}

it('the clock of the machine tells the market, whatever language it is set to', () => {
  expect(guess('Asia/Karachi', 'en-US')).toEqual(['pk', 'time-zone'])
  expect(guess('America/Denver', 'ur-PK')).toEqual(['us', 'time-zone'])
})

it('where no market has that clock, the country that the machine is set to tells it', () => {
  expect(guess('Etc/UTC', 'en', 'en-US')).toEqual(['us', 'country'])
  expect(guess('Asia/Dubai', 'ur-Arab-PK')).toEqual(['pk', 'country'])
})

it('where nothing tells, it is the usual one', () => {
  expect(guess('Europe/Berlin', 'de-DE')).toEqual(['pk', 'usual'])
  expect(guess('Europe/Berlin')).toEqual(['pk', 'usual'])
  expect(guessMarket([], { timeZone: 'Asia/Karachi', languages: [] })).toBeNull()
})
