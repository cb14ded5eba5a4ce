import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { loadParquet, openByteStream, readRecords } from '../../../src/sources/read/index.ts';
import type { FileShape } from '../../../src/sources/types.ts';

const file = (parts: BlobPart[], name: string) => new File(parts, name, { lastModified: 1 });

async function gzip(text: string): Promise<Blob> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

async function shapeOf(picked: File): Promise<FileShape> {
  const [shape] = await inspectFile(picked);
  if (!shape) throw new Error('no shape');
  return shape;
}

async function textOf(picked: File): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const block of openByteStream(picked, await shapeOf(picked))) {
    text += decoder.decode(block, { stream: true });
  }
  return text;
}

/** Rows of noise, so that the packed bytes contain what looks like a head of gzip now and then. */
function noise(rows: number, seed: number): string {
  let state = seed;
  let text = '';
  for (let i = 0; i < rows; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += `${i},${state},${(state >>> 7).toString(36)}\n`;
  }
  return text;
}

describe('gzip in the browser', () => {
  it('is read to its end, however many members it has', async () => {
    const texts = [noise(200_000, 1), 'x,1,a\n', noise(5, 2), noise(100_000, 3)];
    const members = await Promise.all(texts.map(gzip));
    const text = await textOf(file(members, 'a.csv.gz'));
    expect(text.length).toBe(texts.join('').length);
    expect(text === texts.join('')).toBe(true);
  });

  it('of many small members too, as bgzip writes it', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => noise(40, i));
    const text = await textOf(file(await Promise.all(texts.map(gzip)), 'a.csv.gz'));
    expect(text === texts.join('')).toBe(true);
  });

  it('that is cut or followed by junk is broken', async () => {
    const packed = await gzip(noise(100_000, 1));
    for (const parts of [[packed.slice(0, packed.size - 20)], [packed, 'junk behind the end']]) {
      await expect(textOf(file(parts, 'a.csv.gz'))).rejects.toMatchObject({ code: 'file-broken' });
    }
  });
});

describe('Parquet in the browser', () => {
  const parquet = async () => {
    const { Table, writeParquet } = await loadParquet();
    const n = 20_000;
    const table = tableFromArrays({
      user: BigInt64Array.from({ length: n }, (_, i) => BigInt(i)),
      brand: Array.from({ length: n }, (_, i) => `brand ${i % 7}`),
    });
    return new Uint8Array(writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream'))));
  };

  it('is read by the library from our own origin', async () => {
    const picked = file([await parquet()], 'a.parquet');
    const shape = await shapeOf(picked);
    expect(shape).toMatchObject({ columns: ['user', 'brand'], estimatedRows: 20_000 });
    let rows = 0;
    for await (const batch of readRecords(picked, shape)) rows += batch.rows;
    expect(rows).toBe(20_000);
  });

  it('that is damaged ends in a typed error, even where the library panics', async () => {
    const whole = await parquet();
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
    const uncaught: unknown[] = [];
    worker.onerror = (event) => uncaught.push(event.message);
    const answers = new Map<number | string, number>();
    for (let i = 0; i < 40; i++) {
      const bytes = whole.slice();
      for (let k = 0; k < (i === 39 ? 0 : 30); k++) {
        bytes[4 + ((i * 7919 + k * 104729) % 3000)] = (i * 31 + k) & 255;
      }
      const answer = await new Promise<number | string>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(bytes);
      });
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (i === 39) expect(answer).toBe(20_000);
    }
    worker.terminate();
    expect(uncaught).toEqual([]);
    expect(answers.get('file-broken')).toBeGreaterThan(0);
    const codes = [...answers.keys()].filter((answer) => typeof answer === 'string');
    for (const code of codes) expect(code).toMatch(/^file-/);
  });
});
