import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../../components/sentence.tsx'
import type { Outputs } from '../../northstar.tsx'
import styles from './imports.module.css'
import type { Show } from './plan.tsx'

type Page = Outputs['imports']['rows']
type Row = Page['rows'][number]

type PlanRowsProps = {
  readonly page: Page
  readonly show: Show
  readonly words: string
  readonly offset: number
  readonly shownAtOnce: number
  readonly onOffset: (offset: number) => void
}

const none = { refused: 'noneRefused', changed: 'noneChanged', added: 'noneAdded' } as const
const heads = { refused: 'why', changed: 'changes', added: 'brings' } as const

/** Rows of the plan, a page of them at a time. */
export function PlanRows({ page, show, words, offset, shownAtOnce, onOffset }: PlanRowsProps) {
  const { t } = useTranslation('imports')
  const { rows, total } = page
  if (total === 0)
    return (
      <p role="status" className="ns-soft">
        {words === '' ? t(`plan.${none[show]}`) : t('plan.noneFound', { text: words })}
      </p>
    )
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('plan.line')}</th>
            <th scope="col">{t('plan.what')}</th>
            <th scope="col">{t(`plan.${heads[show]}`)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="ns-figure">{row.line}</td>
              <td>
                <bdi>{row.name === '' ? '–' : row.name}</bdi>
              </td>
              <td>{show === 'refused' ? <Refusals row={row} /> : <Changes row={row} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <nav className={styles.pages} aria-label={t('plan.show')}>
        <span role="status" className="ns-soft ns-figure">
          {t('plan.page', {
            from: (offset + 1).toLocaleString('en'),
            to: (offset + rows.length).toLocaleString('en'),
            total: total.toLocaleString('en'),
          })}
        </span>
        {total <= shownAtOnce ? null : (
          <>
            <Button
              variant="default"
              disabled={offset === 0}
              onClick={() => onOffset(Math.max(0, offset - shownAtOnce))}
            >
              {t('plan.before')}
            </Button>
            <Button
              variant="default"
              disabled={offset + shownAtOnce >= total}
              onClick={() => onOffset(offset + shownAtOnce)}
            >
              {t('plan.next')}
            </Button>
          </>
        )}
      </nav>
    </>
  )
}

function Refusals({ row: { refusals, line } }: { readonly row: Row }) {
  const { t } = useTranslation('imports')
  return (
    <ul className={styles.said}>
      {refusals.map(({ column, label, cell, why }) => (
        <li key={`${line} ${column} ${label} ${why}`}>
          <span className="ns-soft">
            <bdi>{column ?? label ?? t('plan.wholeRow')}</bdi>
            {cell === null || cell === '' ? null : (
              <>
                {' '}
                <q>
                  <bdi>{cell}</bdi>
                </q>
              </>
            )}
          </span>
          <span>{why}</span>
        </li>
      ))}
    </ul>
  )
}

function Changes({ row: { changes, line, outcome } }: { readonly row: Row }) {
  const { t } = useTranslation('imports')
  return (
    <ul className={styles.said} data-flowing={outcome === 'added'}>
      {changes.map(({ label, from, to, older }) => (
        <li key={`${line} ${label} ${to}`}>
          <Sentence
            text={t(from === null ? 'plan.new' : 'plan.from')}
            parts={{ label, from: <bdi>{from}</bdi>, to: <bdi className={styles.to}>{to}</bdi> }}
          />
          {older ? (
            <>
              {' '}
              <span className={styles.older}>{t('plan.older')}</span>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
