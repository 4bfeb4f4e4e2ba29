import { type ErrorCode, type ErrorDetail, errorSentence } from '../../contract/errors.ts'
import type { Language } from '../../core/market/language.ts'

interface Words {
  readonly en: string
  readonly ur: string
}

/** What a host shows when the page itself cannot be: no script, both languages, at most one thing to do. */
export interface PlainPage {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
  readonly action: { readonly href: string; readonly label: Words } | null
}

/** The HTML of a plain page; whoever serves it replaces `__CSP_NONCE__`. */
export function plainPage({ code, detail, action }: PlainPage): string {
  return page('', (language) => {
    const sentence = `<p>${escapeHtml(errorSentence(code, detail, language))}</p>`
    return action === null ? sentence : `${sentence}${link(action.href, action.label[language])}`
  })
}

/** The HTML of a page that goes on to another by itself, with a link for a browser that does not. */
export function goOnPage(href: string): string {
  const refresh = `<meta http-equiv="refresh" content="0; url=${escapeHtml(href)}">\n`
  return page(refresh, (language) => link(href, openShowroom[language]))
}

const openShowroom: Words = { en: 'Open the showroom', ur: 'شوروم کھولیں' }

function page(head: string, part: (language: Language) => string): string {
  const section = (language: Language): string =>
    `<section lang="${language}" dir="${language === 'ur' ? 'rtl' : 'ltr'}">${part(language)}</section>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Northstar</title>
<link rel="icon" href="data:,">
<style nonce="__CSP_NONCE__">
body { font: 1.25rem/1.7 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding-inline: 1.5rem; }
section + section { margin-block-start: 3rem; }
a { display: inline-block; padding: 0.75rem 1.5rem; min-height: 44px; border: 2px solid; border-radius: 0.5rem; color: inherit; }
</style>
</head>
<body><main><h1>Northstar</h1>${section('en')}${section('ur')}</main></body>
</html>
`
}

const link = (href: string, label: string): string =>
  `<p><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>`

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
