import { namesIn, withExports } from './lean-exports.ts';

/** Compressed bytes so far, and in all (0 where the host does not say). */
export type BinaryProgress = (bytes: number, total: number) => void;

const TELL_EVERY = 50;

/**
 * Fetches a WebAssembly module, gzipped or not, and compiles it as it comes in, with the exports that `script` can
 * mean. Throws what `fetch` and the compiler throw.
 */
export async function compiled(
  url: string,
  script: string,
  onProgress: BinaryProgress,
): Promise<WebAssembly.Module> {
  const [response, wanted] = await Promise.all([fetch(url), namesOf(script)]);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
  const total = response.headers.get('content-encoding')
    ? 0
    : Number(response.headers.get('content-length') ?? 0);
  const bytes = await unpacked(response.body.pipeThrough(counted(onProgress, total)));
  return WebAssembly.compileStreaming(
    new Response(wanted ? bytes.pipeThrough(withExports(wanted)) : bytes, {
      headers: { 'content-type': 'application/wasm' },
    }),
  );
}

/** Null where the script cannot be had here: then all exports are kept. */
async function namesOf(script: string): Promise<((name: string) => boolean) | null> {
  const response = await fetch(script).catch(() => null);
  return response?.ok ? namesIn(await response.text()) : null;
}

function counted(onProgress: BinaryProgress, total: number) {
  let bytes = 0;
  let told = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      bytes += chunk.length;
      controller.enqueue(chunk);
      if (performance.now() - told < TELL_EVERY) return;
      told = performance.now();
      onProgress(bytes, total);
    },
  });
}

/** Gunzips, unless the server has said `Content-Encoding: gzip` and the browser already has. */
export async function unpacked(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const first = await reader.read();
  const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const [one, two] = first.value ?? [];
  return one === 0x1f && two === 0x8b ? rest.pipeThrough(new DecompressionStream('gzip')) : rest;
}
