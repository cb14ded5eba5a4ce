import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { namesIn, withExports } from '../../../src/engine/lean-exports.ts';

const require = createRequire(import.meta.url);
const blocking = '@duckdb/duckdb-wasm/blocking';
const { createDuckDB, NODE_RUNTIME, VoidLogger } = require(
  blocking,
) as typeof import('@duckdb/duckdb-wasm/blocking');
const dist = dirname(require.resolve(blocking));
const whole = new Uint8Array(readFileSync(resolve(dist, 'duckdb-eh.wasm')));
const scriptOf = (name: string) => readFileSync(resolve(dist, name), 'utf8');

/** What is left of a module that comes in pieces of these sizes, the last one over and over. */
async function lean(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
  sizes: readonly number[],
): Promise<Uint8Array<ArrayBuffer>> {
  let at = 0;
  let piece = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const size = sizes[Math.min(piece++, sizes.length - 1)] as number;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
  const left = stream.pipeThrough(withExports(wanted));
  return new Uint8Array(await new Response(left).arrayBuffer());
}

const exportsOf = (bytes: Uint8Array<ArrayBuffer>) =>
  WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);

/** `(module (func (export "a")) (func (export "bb")) (func (export "ccc")))` */
const SMALL = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[3, 4, 3, 0, 0, 0],
  ...[7, 16, 3, 1, 97, 0, 0, 2, 98, 98, 0, 1, 3, 99, 99, 99, 0, 2],
  ...[10, 10, 3, 2, 0, 11, 2, 0, 11, 2, 0, 11],
);

describe('a WebAssembly module with fewer exports', { timeout: 120_000 }, () => {
  it('has the wanted ones, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(['a', 'bb', 'ccc']),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (names, sizes) => {
          const left = await lean(SMALL, (name) => names.includes(name), sizes);
          expect(exportsOf(left)).toEqual(names);
        },
      ),
    );
  });

  it('is what it was where it exports nothing', async () => {
    const bytes = SMALL.slice(0, 8);
    expect(await lean(bytes, () => false, [3])).toEqual(bytes);
  });

  it('names all that the page’s DuckDB calls, and little else', async () => {
    const names = namesIn(scriptOf('duckdb-browser-eh.worker.js'));
    const before = exportsOf(whole);
    const after = exportsOf(await lean(whole, names, [65_536]));
    expect(after).toEqual(before.filter(names));
    expect(after.length).toBeLessThan(1000);
    expect(before.length).toBeGreaterThan(50_000);
    expect(after).toEqual(
      expect.arrayContaining(['malloc', '__wasm_call_ctors', 'duckdb_web_pending_query_start']),
    );
  });

  it('is a DuckDB that answers, takes rows and says what is wrong', async () => {
    const left = await lean(whole, namesIn(scriptOf('duckdb-node-blocking.cjs')), [1 << 20]);
    const module = await WebAssembly.compile(left);
    const real = WebAssembly.instantiate;
    const instantiate = vi.spyOn(WebAssembly, 'instantiate');
    instantiate.mockImplementation((async (bytes: BufferSource, imports: WebAssembly.Imports) => {
      if (bytes.byteLength < whole.length) return real(bytes, imports);
      return { module, instance: new WebAssembly.Instance(module, imports) };
    }) as never);
    const eh = { mainModule: resolve(dist, 'duckdb-eh.wasm'), mainWorker: '' };
    const duckdb = await createDuckDB({ mvp: eh, eh }, new VoidLogger(), NODE_RUNTIME);
    await duckdb.instantiate();
    instantiate.mockRestore();
    const connection = duckdb.connect();
    const rows = connection.query(
      "SELECT count(*)::INTEGER AS n, regexp_replace('abc', 'b', 'x') AS text FROM range(100000) WHERE range % 3 = 0",
    );
    expect(rows.toArray().map((row) => row.toJSON())).toEqual([{ n: 33_334, text: 'axc' }]);
    const seven = tableToIPC(tableFromArrays({ a: Int32Array.of(7) }), 'stream');
    connection.insertArrowFromIPCStream(seven, { name: 'kept', create: true });
    expect(() => connection.query('SELECT nothing')).toThrow(/nothing/);
    expect(connection.query('SELECT a FROM kept').toArray()[0]?.toJSON()).toEqual({ a: 7 });
  });
});
