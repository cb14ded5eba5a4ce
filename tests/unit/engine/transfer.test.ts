import * as Comlink from 'comlink';
import { expect, test } from 'vitest';
import { unpacked } from '../../../src/engine/compile.ts';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { transferErrors } from '../../../src/engine/transfer.ts';

test('an error of ours crosses Comlink whole, any other becomes internal', async () => {
  transferErrors();
  transferErrors();
  const { port1, port2 } = new MessageChannel();
  const face = {
    ours(): string {
      throw new TabhouseError('sql', {
        position: 7,
        parameters: { message: 'no column' },
        cause: new Error('Binder Error'),
      });
    },
    other(): string {
      throw new RangeError('too far');
    },
  };
  Comlink.expose(face, port1);
  const remote = Comlink.wrap<typeof face>(port2);
  const ours = await remote.ours().catch((error: unknown) => error);
  expect(ours).toBeInstanceOf(TabhouseError);
  expect(ours).toMatchObject({ code: 'sql', position: 7, parameters: { message: 'no column' } });
  expect(ours).toHaveProperty('cause.message', 'Binder Error');
  const other = await remote.other().catch((error: unknown) => error);
  expect(other).toMatchObject({ code: 'internal' });
  expect(other).toHaveProperty('cause.message', 'too far');
  port1.close();
  port2.close();
});

const bytes = new Uint8Array(100_000).map((_, at) => at % 251);
const streamOf = (...chunks: Uint8Array<ArrayBuffer>[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
const all = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

test('the engine is unpacked where it is packed, and left alone where the server did it', async () => {
  const packed = await all(streamOf(bytes).pipeThrough(new CompressionStream('gzip')));
  expect(await all(await unpacked(streamOf(packed.slice(0, 50), packed.slice(50))))).toEqual(bytes);
  expect(await all(await unpacked(streamOf(bytes)))).toEqual(bytes);
});
