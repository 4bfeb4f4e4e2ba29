import type { Implementer } from '../contract-implementer.ts'
import type { ImportRuns } from '../imports/import-runs.ts'
import type { TakeBack } from '../imports/take-back.ts'
import type { Showroom } from '../showroom.ts'

/** So many imports are listed. */
const listed = 100

/** Files of vehicles, figures and stock brought in, and taken back. */
export function createImportHandlers(
  contract: Implementer,
  showroom: Showroom,
  { runs, takeBack }: { readonly runs: ImportRuns; readonly takeBack: TakeBack['takeBack'] },
) {
  return {
    imports: {
      begin: contract.imports.begin.handler(({ input }) => {
        runs.begin(input)
        return {}
      }),
      part: contract.imports.part.handler(async ({ input: { importId, offset, content } }) => {
        await runs.part(importId, offset, new Uint8Array(await content.arrayBuffer()))
        return {}
      }),
      look: contract.imports.look.handler(({ input: { importId, ...asked } }) => runs.look(importId, asked)),
      fit: contract.imports.fit.handler(({ input: { importId, ...asked } }) =>
        runs.ask(importId, 'fit', asked),
      ),
      check: contract.imports.check.handler(({ input: { importId, ...asked } }) =>
        runs.ask(importId, 'check', asked),
      ),
      keepMapping: contract.imports.keepMapping.handler(({ input: { importId, windowId, ...said } }) => {
        runs.keep(importId, windowId, said)
        return {}
      }),
      plan: contract.imports.plan.handler(({ input: { importId, ...asked } }) => runs.plan(importId, asked)),
      rows: contract.imports.rows.handler(({ input: { importId, ...asked } }) =>
        runs.ask(importId, 'rows', asked),
      ),
      refused: contract.imports.refused.handler(async ({ input: { importId, language } }) => {
        const fileName = `refused-${runs.standing()?.fileName.replace(/\.[^.]*$/, '') ?? 'rows'}.csv`
        const { content } = await runs.ask(importId, 'refused', { language })
        return { fileName, content: new Blob([Buffer.from(content)], { type: 'text/csv' }) }
      }),
      progress: contract.imports.progress.handler(() => ({ standing: runs.standing() })),
      run: contract.imports.run.handler(({ input: { importId, language } }) => runs.run(importId, language)),
      cancel: contract.imports.cancel.handler(async ({ input: { importId } }) => {
        await runs.cancel(importId)
        return {}
      }),
      history: contract.imports.history.handler(() => ({
        imports: showroom.db.imports
          .list(listed)
          .map(({ id, target, fileName, authorName: personName, occurredAt: at, counts, undoneAt }) => {
            const isBeingWritten = runs.standing()?.importId === id && runs.standing()?.step === 'writing'
            const cutShort = !isBeingWritten && counts.written < counts.added + counts.changed
            return { id, target, fileName, personName, at, counts, cutShort, undoneAt }
          }),
      })),
      undo: contract.imports.undo.handler(({ input }) => {
        runs.refuseWhileWriting()
        return takeBack(input)
      }),
    },
  }
}
