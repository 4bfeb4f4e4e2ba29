import { type ErrorCode, type ErrorDetail, errorSentence } from '../../contract/errors.ts'

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
  const part = (language: 'en' | 'ur'): string => {
    const button =
      action === null
        ? ''
        : `<p><a href="${escapeHtml(action.href)}">${escapeHtml(action.label[language])}</a></p>`
    return `<section lang="${language}" dir="${language === 'ur' ? 'rtl' : 'ltr'}"><p>${escapeHtml(
      errorSentence(code, detail, language),
    )}</p>${button}</section>`
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Northstar</title>
<style nonce="__CSP_NONCE__">
body { font: 1.25rem/1.7 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding-inline: 1.5rem; }
section + section { margin-block-start: 3rem; }
a { display: inline-block; padding: 0.75rem 1.5rem; min-height: 44px; border: 2px solid; border-radius: 0.5rem; color: inherit; }
</style>
</head>
<body><main><h1>Northstar</h1>${part('en')}${part('ur')}</main></body>
</html>
`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
