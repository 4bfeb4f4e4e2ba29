import { NativeSelect, NumberInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delimiter, Encoding } from '../../../core/import/table.ts'
import { Panel } from '../../components/panel.tsx'
import { Sentence } from '../../components/sentence.tsx'
import styles from './imports.module.css'
import type { Look } from './mapping-form.ts'

/** How a person wants the file to be read; what is left out is found from the file. */
export interface Reading {
  readonly sheet?: string | undefined
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly headerRow?: number | undefined
}

const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
}
const delimiterWords = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const satisfies Record<
  Delimiter,
  string
>
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

type WhatItIsProps = {
  readonly fileName: string
  readonly look: Look
  readonly onTarget: (target: Look['target']) => void
  readonly children: ReactNode
}

/** What was found to be in the file, and its first lines as they were read. */
export function WhatItIs({ fileName, look, onTarget, children }: WhatItIsProps) {
  const { t } = useTranslation('imports')
  const { format, sheet, encoding, delimiter, headerRow } = look
  const found =
    format === 'workbook' || encoding === null || delimiter === null
      ? { text: t('is.workbook'), parts: { sheet: <bdi>{sheet}</bdi> } }
      : {
          text: t('is.text'),
          parts: {
            encoding: <bdi>{encodingNames[encoding]}</bdi>,
            delimiter: t(`is.delimiters.${delimiterWords[delimiter]}`),
          },
        }
  return (
    <Panel
      title={<bdi>{fileName}</bdi>}
      aside={
        <ul className={styles.facts}>
          <li>
            <Sentence {...found} />
          </li>
          <li>{t('is.columns', { count: look.columns.length })}</li>
          <li>
            <Sentence text={t('is.header')} parts={{ line: <bdi className="ns-figure">{headerRow}</bdi> }} />
          </li>
        </ul>
      }
    >
      <NativeSelect
        size="md"
        className={styles.target}
        label={t('is.target')}
        value={look.target}
        data={look.targets.map((target) => ({ value: target, label: t(`is.targets.${target}`) }))}
        onChange={(event) => {
          const chosen = look.targets.find((target) => target === event.currentTarget.value)
          if (chosen !== undefined) onTarget(chosen)
        }}
      />
      <FirstLines look={look} />
      {children}
    </Panel>
  )
}

const shownLines = 4

function FirstLines({ look: { head, headerRow } }: { readonly look: Look }) {
  const { t } = useTranslation('imports')
  const lines = head.filter(({ line }) => line >= headerRow).slice(0, shownLines)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its place is scrolled by the keyboard too
    <section className={styles.sample} aria-label={t('is.sample')} tabIndex={0}>
      <table>
        <caption>{t('is.sample')}</caption>
        <tbody>
          {lines.map(({ line, cells }) => (
            <tr key={line} data-header={line === headerRow}>
              <th scope="row" className="ns-figure">
                {line}
              </th>
              {cells.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a line keep their places
                <td key={place}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type ReadDifferentlyProps = {
  /** `null` while nothing could be read. */
  readonly look: Look | null
  readonly reading: Reading
  readonly onReading: (reading: Reading) => void
}

/** Another sheet, encoding, delimiter or line of names than was found. */
export function ReadDifferently({ look, reading, onReading }: ReadDifferentlyProps) {
  const { t } = useTranslation('imports')
  const { headerRow: _, ...rest } = reading
  const isText = look?.format !== 'workbook'
  return (
    <details className={styles.folded}>
      <summary>{t('is.change')}</summary>
      <div className={styles.readings}>
        {look !== null && look.sheets.length > 1 ? (
          <NativeSelect
            size="md"
            label={t('is.sheet')}
            data={[...look.sheets]}
            value={look.sheet ?? ''}
            // The names of another sheet stand elsewhere.
            onChange={(event) => onReading({ ...rest, sheet: event.currentTarget.value })}
          />
        ) : null}
        {isText ? (
          <>
            <NativeSelect
              size="md"
              label={t('is.encoding')}
              description={look === null ? undefined : t('is.encodingHint')}
              inputWrapperOrder={['label', 'input', 'description']}
              data={encodings.map((encoding) => ({ value: encoding, label: encodingNames[encoding] }))}
              value={reading.encoding ?? look?.encoding ?? 'utf-8'}
              onChange={(event) => {
                const encoding = encodings.find((one) => one === event.currentTarget.value)
                if (encoding !== undefined) onReading({ ...rest, encoding })
              }}
            />
            <NativeSelect
              size="md"
              label={t('is.delimiter')}
              data={delimiters.map((delimiter) => ({
                value: delimiter,
                label: t(`is.delimiters.${delimiterWords[delimiter]}`),
              }))}
              value={reading.delimiter ?? look?.delimiter ?? ','}
              onChange={(event) => {
                const delimiter = delimiters.find((one) => one === event.currentTarget.value)
                if (delimiter !== undefined) onReading({ ...rest, delimiter })
              }}
            />
          </>
        ) : null}
        {look === null ? (
          <NumberInput
            size="md"
            label={t('is.headerRow')}
            min={1}
            max={10_000}
            allowDecimal={false}
            value={reading.headerRow ?? ''}
            onBlur={(event) => {
              const headerRow = Number.parseInt(event.currentTarget.value, 10)
              if (headerRow >= 1 && headerRow <= 10_000) onReading({ ...rest, headerRow })
            }}
          />
        ) : (
          <NativeSelect
            size="md"
            label={t('is.headerRow')}
            data={look.head.map(({ line, cells }) => ({
              value: String(line),
              label: `${line}: ${cells.filter((cell) => cell !== '').join(' · ')}`.slice(0, 70),
            }))}
            value={String(look.headerRow)}
            onChange={(event) => onReading({ ...rest, headerRow: Number(event.currentTarget.value) })}
          />
        )}
      </div>
    </details>
  )
}
