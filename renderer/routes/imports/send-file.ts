import type { ShowroomClient } from '../../transport.ts'

/** Small enough that no answer waits for one on its way. */
const partBytes = 1_000_000

/** Announces a file and sends it in parts, one after another. @throws what the calls throw, as when it is cancelled */
export async function sendFile(
  client: Pick<ShowroomClient, 'imports'>,
  importId: string,
  file: Pick<File, 'name' | 'size' | 'slice'>,
): Promise<void> {
  await client.imports.begin({ importId, fileName: file.name, bytes: file.size })
  for (let offset = 0; offset < file.size; offset += partBytes) {
    // Read here: what a file on the disk becomes later is not what was chosen.
    const content = new Blob([await file.slice(offset, offset + partBytes).arrayBuffer()])
    await client.imports.part({ importId, offset, content })
  }
}
