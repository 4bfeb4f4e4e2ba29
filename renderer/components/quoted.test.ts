import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Quoted } from './quoted.tsx'

const quoted = (words: string) => renderToStaticMarkup(createElement(Quoted, { words }))

test('words by themselves have the direction of their first letter, and with it their own marks', () => {
  expect(quoted('ہم سات ہیں, five if gran stays')).toBe('<q dir="rtl">ہم سات ہیں, five if gran stays</q>')
  expect(quoted('7 of us, سات')).toBe('<q dir="ltr">7 of us, سات</q>')
})

test('what has no letter goes with the screen', () => {
  expect(quoted('7!')).toBe('<q>7!</q>')
})
