import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { readRecords } from '../../../src/sources/read/index.ts';

/** Reads the Parquet files that it is sent; answers each with its rows, or the code of its error. */
addEventListener('message', async ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  const file = new File([data], 'a.parquet', { lastModified: 1 });
  try {
    const [shape] = await inspectFile(file);
    let rows = 0;
    if (shape) for await (const batch of readRecords(file, shape)) rows += batch.rows;
    postMessage(rows);
  } catch (error) {
    postMessage((error as { code?: string }).code ?? String(error));
  }
});
