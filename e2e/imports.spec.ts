import writeXlsxFile from 'write-excel-file/node'
import { setUp } from './main-steps.ts'
import { expect, test } from './showroom.ts'

/** A dealer's own list: a title above it, names of its own for columns, units in them, and one row that is no car. */
const rows = [
  ['Prices from November'],
  ['Sr', 'Manufacturer', 'Model Name', 'Grade', 'Boot space (cu ft)', 'Gas type', 'Asking (lacs)'],
  [1, 'Zephyr', 'Breeze', 'GT', 14, 'Gasolina', 47.37],
  [2, 'Zephyr', 'Breeze', 'EX', 13, 'Petrol', 38.9],
  [3, 'Zephyr', '', '', 11, 'Petrol', 30.1],
]

test('a list of unusual columns goes in with a few choices, is undone, and is mapped the same way the next time', async ({
  page,
  showroom,
}) => {
  const list = {
    name: 'november.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeXlsxFile(
      rows.map((row) => row.map((value) => ({ value }))),
      { sheet: 'Prices' },
    ).toBuffer(),
  }
  await setUp(page, showroom.url)
  await page.getByRole('link', { name: 'Vehicles' }).click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.locator('input[type=file]').setInputFiles(list)

  await expect(page.getByText('the columns are named in line 2')).toBeVisible()
  await expect(page.getByText('Still needed: Source, As-of date.')).toBeVisible()
  await page.getByLabel('Source, for the whole file').fill('Zephyr letter')
  await page.getByLabel('As-of date, for the whole file').fill('2026-11')
  await page.getByText(/more things that a file can say/).click()
  for (const [field, column] of [
    ['Fuel', 'Gas type'],
    ['Price', 'Asking (lacs)'],
  ] as const) {
    await page.getByRole('combobox', { name: `Column for ${field}`, exact: true }).click()
    await page.getByRole('option', { name: column }).click()
  }
  await expect(page.getByText('Rs 4,737,000 (47.37 lakh)')).toBeVisible()
  await page.getByLabel('What “Gasolina” means').selectOption('petrol')
  // One tap elsewhere loses nothing of it.
  await page.getByRole('link', { name: 'Vehicles' }).click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  await expect(page.getByLabel('Source, for the whole file')).toHaveValue('Zephyr letter')
  await page.getByRole('button', { name: 'Show what would change' }).click()

  await expect(page.getByText('The brand or the model is missing.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(page.getByText('2 rows were written, and are in use now.')).toBeVisible()
  await page.getByRole('link', { name: 'See the vehicles' }).click()
  await page.getByRole('searchbox').fill('zephyr gt')
  await expect(page.getByText('Zephyr').first()).toBeVisible()
  await expect(page.getByText(/4,737,000/).first()).toBeVisible()

  await page.goto(new URL('/imports', page.url()).href)
  await page.getByRole('button', { name: 'Undo the import of november.xlsx' }).click()
  await page.getByRole('button', { name: 'Undo it' }).click()
  await expect(page.getByText(/^Undone \d/)).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(list)
  await expect(page.getByText(/A file with these columns was mapped on/)).toBeVisible()
  await expect(page.getByText('Still needed: As-of date.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Column for Price', exact: true })).toHaveValue(
    'Asking (lacs)',
  )
})
