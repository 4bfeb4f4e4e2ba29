import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, connectWriter } from './connect.ts'
import { migrationsFolder, testKey } from './test-database.ts'

/** A row for each table of the first version, and more where rows hang on one another. Names and words are invented. */
const rows = `
INSERT INTO device VALUES (1, 'device-1', 'store-1', 'Clifton Motors', 'KHI-01', 'pk', 'Asia/Karachi', 'ur', 'dark',
  'http://127.0.0.1:4700', 'manager-1');
INSERT INTO consultant VALUES ('manager-1', 'Imran Sheikh', 'manager', 1), ('consultant-1', 'Ayesha Malik', 'consultant', 1),
  ('consultant-2', 'Bilal Ahmed', 'consultant', 0);
INSERT INTO change_set VALUES (1, 'set-1', NULL, 100, '2026-11-21'), (2, 'set-2', 'consultant-1', 200, '2026-11-21'),
  (7, 'set-7', 'consultant-1', 300, '2026-11-22');
INSERT INTO change VALUES
  (1, 0, 'change-1', 'consultant', 'consultant-1', '{"name":{"value":"Ayesha Malik","parent":null}}', 1),
  (2, 0, 'change-2', 'customer', 'customer-1', '{"name":{"value":"ثنا طارق","parent":null}}', 1),
  (2, 1, 'change-3', 'visit', 'visit-1', '{"arrival":{"value":"unknown","parent":null}}', 1),
  (7, 0, 'change-4', 'answer', 'answer-3', '{"ownWords":{"value":"ہم سات ہیں","parent":null}}', 0);
INSERT INTO outbox VALUES (7, 'visit-1');
INSERT INTO receipt VALUES ('set-1', 'accepted', 4, 'durable', 'epoch-1', 150, 'Head office has this.', NULL),
  ('set-2', 'refused', NULL, 'trial', 'epoch-1', 250, 'Head office refused this.', 'visit-1');
INSERT INTO field_version VALUES ('customer', 'customer-1', 'name', 'change-2');
INSERT INTO field_beside VALUES ('customer', 'customer-1', 'name', 'conflict', '"Sana T."', 'change-9');
INSERT INTO feed_aside VALUES ('testDrive', 'drive-1', 9, 'quarantined', 'unknown', '{"entity":"testDrive"}');
UPDATE feed_position SET epoch = 'epoch-1', mark = 'durable', cursor = 12, hash = 'abc', synced_at = 160, stopped = 'why';
INSERT INTO customer VALUES (3, 'customer-1', 'ثنا طارق', '+923001234567', 'ur'), (8, 'customer-2', NULL, NULL, 'en');
INSERT INTO customer_search (rowid, name, phone) VALUES (3, 'sana tariq', '+923001234567'), (8, '', '');
INSERT INTO consent VALUES ('consent-1', 'customer-1', 'follow-up', 1, 'w1', 'May we call?', 'ur', NULL, NULL, 'consultant-1', 210);
INSERT INTO opportunity VALUES
  ('opportunity-1', 'consultant-1', 'customer-1', 'open', NULL, NULL, NULL, NULL, 200),
  ('opportunity-2', 'consultant-2', NULL, 'lost', 'price', 'too dear', 'visit-2', '2026-11-21', 201);
INSERT INTO visit VALUES
  ('visit-1', 'opportunity-1', 'consultant-1', 'be-back', 200, '2026-11-21', NULL, 0),
  ('visit-2', 'opportunity-2', 'consultant-2', 'first-time', 201, '2026-11-21', 220, 0);
INSERT INTO answer VALUES
  ('answer-1', 'opportunity-1', 'visit-1', 'people-driver', 'answered', '{"type":"text"}', 'my son', 'en', 'bank-1', '[]', 'consultant-1', 230, '2026-11-21'),
  ('answer-2', 'opportunity-1', 'visit-1', 'people-driver', 'answered', '{"type":"text"}', 'my daughter', 'en', 'bank-1', '["answer-1"]', 'consultant-1', 231, '2026-11-21'),
  ('answer-3', 'opportunity-1', 'visit-1', 'load-seats', 'unsure', NULL, 'ہم سات ہیں', 'ur', 'bank-1', '[]', 'consultant-1', 300, '2026-11-22'),
  ('answer-0', 'opportunity-2', 'visit-2', 'load-seats', 'declined', NULL, '', 'ur', 'bank-1', '["answer-9"]', 'consultant-2', 205, '2026-11-21');
INSERT INTO answer_draft VALUES ('opportunity-1', 'budget-range', 'about forty', 299);
INSERT INTO discovery_place VALUES ('opportunity-1', 'budget-range');
INSERT INTO shortlist VALUES ('shortlist-1', 'opportunity-1', 'visit-1', 'consultant-1', 301, '2026-11-22', 'ur', '{"vehicles":[]}');
INSERT INTO booking VALUES ('booking-1', 'opportunity-1', 'visit-1', 'honda/city/1-2l-cvt', 'Honda City', '{"minor":100}', 'cash', NULL, 'consultant-1', 302, '2026-11-22');
INSERT INTO daily_summary VALUES ('summary-1', '2026-11-21', 1, 'closed', 'manager-1', 290, '{}', '[]', '{}', 'hash-1');
INSERT INTO catalogue VALUES ('catalogue-1', 90, 'base', '{"vehicles":[]}', 1);
`

/** Makes a database of the first version in a folder, with rows in every table; the caller closes it. */
export function openFirstVersion(folder: string): Connection {
  const connection = connectWriter(folder, testKey)
  connection.transaction(() => {
    connection.exec(readFileSync(join(migrationsFolder, '0001-initial.sql'), 'utf8'))
    connection.pragma('user_version = 1')
    connection.exec(rows)
  })()
  return connection
}

/** Every row of every table by column, in an order that does not hang on how the table is laid out. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** The tables a person's or the sync's rows lie in, those behind the full-text index left out. */
function tablesOf(connection: Connection): readonly string[] {
  return connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
    .map(String)
}

/** Reads the columns that a table has, or those of it that an earlier version had. */
export function readRows(
  connection: Connection,
  columnsByTable: Readonly<Record<string, readonly string[]>> = columnsOf(connection),
): Rows {
  return Object.fromEntries(
    Object.entries(columnsByTable).map(([table, columns]) => {
      const list = columns.join(', ')
      return [
        table,
        connection
          .prepare<[], Record<string, unknown>>(`SELECT ${list} FROM ${table} ORDER BY ${list}`)
          .all(),
      ]
    }),
  )
}

export function columnsOf(connection: Connection): Readonly<Record<string, readonly string[]>> {
  const columns = connection.prepare('SELECT name FROM pragma_table_info(?)').pluck()
  return Object.fromEntries(
    tablesOf(connection).map((table) => [
      table,
      // The number of a search entry is the customer's.
      [...(table === 'customer_search' ? ['rowid'] : []), ...columns.all(table).map(String)],
    ]),
  )
}
