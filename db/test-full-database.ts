import { v7 } from 'uuid'
import { consultantIdSchema, customerIdSchema } from '../core/ids.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { setUpStore } from './test-database.ts'
import { addConsultant, testBusinessDay, writeVisit } from './test-day.ts'

/**
 * Writes a store with rows in every table: `count` of each but the few that hold one row, and some longer than a page.
 * Half of what it wrote has its receipt.
 */
export function fillDatabase(db: ShowroomDatabase, count: number): void {
  const { connection } = db
  connection.transaction(() => {
    const manager = setUpStore(db)
    const owners = Array.from({ length: count }, (_, number) => {
      const id = consultantIdSchema.parse(v7())
      addConsultant(db, id, `Consultant ${number}`)
      return id
    })
    for (const [number, owner] of owners.entries())
      writeVisit(db, owner, {
        phone: `+92300${String(number).padStart(7, '0')}`,
        answers: 1,
        shortlists: 1,
        bookedVehicle: `Honda City ${number}`,
        ...(number % 5 === 0 && { lostReason: 'price' }),
      })
    for (const id of pluck(db, 'SELECT id FROM customer'))
      db.changeSets.commit({
        authorId: manager,
        occurredAt: 1,
        businessDay: testBusinessDay,
        visitId: null,
        edits: [
          {
            entity: 'consent',
            rowId: v7(),
            fields: {
              customerId: customerIdSchema.parse(id),
              purpose: 'follow-up',
              granted: true,
              wordingId: 'follow-up-1',
              wording: 'May we call you about this car?',
              language: 'en',
              withdrawsId: null,
              followsId: null,
              authorId: manager,
              occurredAt: 1,
            },
          },
        ],
      })
    fillLaptopTables(db, count)
  })()
}

function fillLaptopTables(db: ShowroomDatabase, count: number): void {
  const run = (sql: string) => {
    const statement =
      db.connection.prepare<[{ readonly number: number; readonly id: string; readonly long: string }]>(sql)
    for (let number = 0; number < count; number += 1)
      statement.run({ number, id: v7(), long: JSON.stringify(`${number} `.repeat(200 + 7 * number)) })
  }
  const opportunity = '(SELECT id FROM opportunity ORDER BY id LIMIT 1 OFFSET @number)'
  const customer = '(SELECT id FROM customer ORDER BY position LIMIT 1 OFFSET @number)'
  const person = '(SELECT id FROM consultant ORDER BY id LIMIT 1 OFFSET @number)'
  db.connection.exec(
    `INSERT INTO receipt SELECT cs.id, 'accepted', cs.position, 'durable', 'epoch', 1, NULL, o.visit_id
     FROM change_set cs JOIN outbox o ON o.change_set_position = cs.position WHERE cs.position % 2 = 0;
     DELETE FROM outbox WHERE change_set_position % 2 = 0;`,
  )
  db.connection.exec("UPDATE feed_position SET epoch = 'epoch', mark = 'durable', cursor = 7, hash = 'h'")
  run(
    `INSERT INTO field_beside VALUES ('customer', ${customer}, 'name', 'conflict', '"Other"', @id, NULL, 1, '{"changeId":"c","by":null,"at":1}')`,
  )
  run(
    `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row, waits_for_id)
     VALUES ('visit', @id, @number, 'waiting', 'not here yet',
       json_object('seq', @number, 'entity', 'visit', 'rowId', @id, 'fields', json_object()), @id)`,
  )
  run(
    `UPDATE row_state SET fed_era = 1, fed_seq = @number, fed_hash = randomblob(16) WHERE position = @number + 1`,
  )
  run(
    `INSERT INTO folded SELECT position, (SELECT max(position) FROM change_set) FROM change_set
     WHERE position = @number + 1`,
  )
  run(`INSERT INTO answer_draft VALUES (${opportunity}, 'people.seats', 'half a word ' || @number, @number)`)
  run(`INSERT INTO discovery_place VALUES (${opportunity}, 'people.seats', 'load.boot', 'ur', 'driver')`)
  run("INSERT INTO price_fact VALUES ('fact ' || @number, 'a code')")
  run(`INSERT INTO discovery_skip VALUES (${opportunity}, 'people.story', @number)`)
  db.connection.exec("INSERT INTO customer_view VALUES (1, 'a visit', 'compare', 'ur', '[]')")
  run(
    `INSERT INTO daily_summary VALUES (@id, '2026-11-22', @number + 1, 'closed', ${person}, 1, @long, '[]', '{}', 'h')`,
  )
  run("INSERT INTO catalogue VALUES ('v' || @number, @number, 'file', @long, @number = 0)")
  db.connection.exec(
    `INSERT INTO identity VALUES (1, 'a device', 'enrolled', 1, NULL, 'a key', 'a key', NULL);
     INSERT INTO device_key VALUES ('enrolled', 'a device', 'a seed', 'a seed', NULL);
     INSERT INTO joiner VALUES (1, 'Ayesha Malik', 'a verifier', 0, 1)`,
  )
  run(`INSERT INTO earlier_store VALUES (@id, @number)`)
  run(`INSERT INTO pin VALUES (${person}, 'scrypt-' || @id, @number, 0)`)
  run(
    `INSERT INTO access_log (at, person_id, act, customer_id, detail, hash) VALUES (@number, ${person}, 'saw', ${customer}, '{}', 'h')`,
  )
  const otherCustomer = '(SELECT id FROM customer ORDER BY position DESC LIMIT 1 OFFSET @number)'
  run(`INSERT INTO customer_link VALUES (@id, ${customer}, ${otherCustomer}, 1, '[]', ${person}, @number)`)
  const visit = '(SELECT id FROM visit ORDER BY id LIMIT 1 OFFSET @number)'
  for (const event of [
    `remark VALUES (@id, ${opportunity}, ${visit}, 'It scrapes', 'en', 'driver', 'roads', '[]', 0`,
    `read_back VALUES (@id, ${opportunity}, ${visit}, 'en', '[]', 1`,
    `felt_heard VALUES (@id, ${opportunity}, ${visit}, 5, 1`,
    `unmet_need VALUES (@id, ${opportunity}, ${visit}, 'seats', '{}', '[]', 'nine of us', NULL, 1, '[]'`,
    `shortlist_choice VALUES (@id, ${opportunity}, ${visit}, '[]', '[]', '{"order":[],"reason":"she drove it"}'`,
  ])
    run(`INSERT INTO ${event}, ${person}, 1, '2026-11-22')`)
  run(
    `INSERT INTO quote VALUES (@id, ${opportunity}, ${visit}, 'honda/city/1-2l-cvt', '2026-11-22', ${person}, 1, 'en', '{}')`,
  )
  const otherVisit = '(SELECT id FROM visit ORDER BY id DESC LIMIT 1 OFFSET @number)'
  run(`INSERT INTO visit_link VALUES (@id, ${visit}, ${otherVisit}, 1, '[]', ${person}, @number)`)
  run(
    `INSERT INTO stock_unit
     VALUES (@id, 'honda/city/1-2l-cvt', 'NLH' || @number, 'white', 'yard', 'in-stock', '2026-11-01', NULL, 0)`,
  )
  const stockUnit = '(SELECT id FROM stock_unit ORDER BY id LIMIT 1 OFFSET @number)'
  run(`INSERT INTO claim VALUES (@id, ${stockUnit}, NULL, ${opportunity})`)
  run(
    `INSERT INTO picture VALUES (@id, ${opportunity}, ${visit}, 'h' || @number, @number, 'image/jpeg', 'her car',
       ${person}, @number)`,
  )
  run(
    `INSERT INTO vehicle_photo VALUES (@id, 'honda/city', 'h' || @number, 4, 'image/jpeg', 'from the side',
       ${person}, @number, 0)`,
  )
  run(
    `INSERT INTO rate_edit VALUES (@id, 'fuel-price', 'fuel=petrol', 280.5, 'PKR/l', '2026-11-01', NULL,
       'the pump', '2026-11-01', ${person}, 0)`,
  )
  run(
    `INSERT INTO import (id, target, file_name, author_id, occurred_at, counts)
     VALUES (@id, 'stock', 'list.xlsx', ${person}, @number, '{}')`,
  )
  run("INSERT INTO import_mapping VALUES ('stock', 'h' || @number, '{}', @number)")
  run("INSERT INTO blob VALUES ('h' || @number, 4, zeroblob(4), 'whole', NULL)")
  run(
    "INSERT INTO document VALUES ('d' || @number, 'questions', 4, zeroblob(4), 'whole', NULL, @number = 0, 1)",
  )
  run("INSERT OR IGNORE INTO identity VALUES (1, @id, 'enrolled', 1, NULL, 'key', 'key', NULL)")
  run("INSERT OR IGNORE INTO device_key VALUES ('enrolled', @id, 'seed', 'seed', NULL)")
  run('INSERT INTO earlier_store VALUES (@id, @number)')
  run("INSERT OR IGNORE INTO joiner VALUES (1, 'Somebody', 'scrypt', 0, 1)")
  run(`INSERT INTO erasure VALUES (@id, @id, 'requested', ${person}, @number)`)
  db.connection.exec('INSERT INTO erased_customer SELECT customer_id, 1 FROM erasure')
}

function pluck(db: ShowroomDatabase, sql: string): readonly unknown[] {
  return db.connection.prepare(sql).pluck().all()
}
