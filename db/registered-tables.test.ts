import { expect, test } from 'vitest'
import { z } from 'zod'
import { entityNames } from '../core/sync/entities.ts'
import { tableOf } from './entity-tables.ts'
import { openTestDatabase, testFolder } from './test-database.ts'

/** What stays on one laptop, each with what it is for: a table that is not here travels, or the build fails. */
const laptopOnly = {
  access_log: 'who saw what here',
  answer_draft: 'text being typed',
  blob: 'the bytes of pictures, which travel apart',
  catalogue: 'published by head office or imported, a document',
  change: 'the history that travels as change sets',
  change_set: 'the history that travels as change sets',
  document: 'published by head office',
  customer_search: 'an index of customers',
  customer_view: 'what this screen shows to the customer',
  device: 'this laptop',
  device_key: 'secrets of this laptop',
  earlier_store: 'this laptop',
  discovery_place: 'where the conversation is on this screen',
  discovery_skip: 'the questions passed over here',
  erased_customer: 'told by erasures and the list beside the database',
  feed_aside: 'rows of the feed',
  feed_position: 'where this laptop stands in the feed',
  import: 'what was brought in from files here, and what takes it back',
  import_mapping: 'how files were mapped here',
  identity: 'who this laptop is to head office',
  joiner: 'secrets of this laptop',
  field_beside: 'values of the feed',
  folded: 'what is never sent',
  outbox: 'what waits',
  pin: 'secrets of this laptop',
  price_fact: 'what was chosen last here',
  receipt: 'head office’s answers',
  row_state: 'what of a row was fed',
} as const

test('every table travels with its field kinds registered, or is said to stay on the laptop', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  try {
    const tables = z
      .array(z.object({ name: z.string() }))
      .parse(
        db.connection
          .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'customer_search_%'",
          )
          .all(),
      )
      .map(({ name }) => name)
    const known = [...entityNames.map(tableOf), ...Object.keys(laptopOnly)]
    expect(tables.filter((name) => !known.includes(name))).toEqual([])
    expect(known.filter((name) => !tables.includes(name))).toEqual([])
  } finally {
    db.close()
  }
})
