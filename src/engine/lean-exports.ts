/*
 * DuckDB's WebAssembly exports every one of its 75,000 functions and objects, for extensions to link against, and its
 * script takes them up one by one at each start: 1.5 seconds of work per database. Extensions are never loaded here,
 * and the script itself calls fewer than two hundred.
 */

const HEADER_BYTES = 8;
const EXPORTS = 7;
const CODE = 10;

/** Passes a WebAssembly module through with those of its exports that are `wanted`. */
export function withExports(
  wanted: (name: string) => boolean,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let held = new Uint8Array(1 << 20);
  let length = 0;
  let passed = false;
  return new TransformStream({
    transform(chunk, controller) {
      if (passed) return controller.enqueue(chunk);
      if (length + chunk.length > held.length) {
        const wider = new Uint8Array(Math.max(held.length * 2, length + chunk.length));
        wider.set(held.subarray(0, length));
        held = wider;
      }
      held.set(chunk, length);
      length += chunk.length;
      const begin = held.subarray(0, length);
      const section = exportSection(begin);
      if (section === 'unknown') return;
      passed = true;
      if (section === 'none') return controller.enqueue(begin);
      controller.enqueue(begin.subarray(0, section.at));
      controller.enqueue(only(begin.subarray(section.from, section.to), wanted));
      controller.enqueue(begin.subarray(section.to));
    },
    flush(controller) {
      if (!passed) controller.enqueue(held.subarray(0, length));
    },
  });
}

/** Names that a script can mean: those in its text, with or without the underscore that it puts before them. */
export function namesIn(script: string): (name: string) => boolean {
  const words = new Set(script.match(/[\w$]+/g));
  return (name) => words.has(name) || words.has(`_${name}`) || BY_RULE.test(name);
}

/** What scripts of this kind put together from pieces. */
const BY_RULE = /^(duckdb_web_|dynCall_|__em_|_?emscripten_|__wasm_)/;

interface Section {
  readonly at: number;
  /** Its content. */
  readonly from: number;
  readonly to: number;
}

/** Where the exports stand; `unknown` while too little of the module is there, `none` where it has none. */
function exportSection(bytes: Uint8Array): Section | 'unknown' | 'none' {
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const size = number(bytes, at + 1);
    if (!size) return 'unknown';
    const [length, from] = size;
    const to = from + length;
    if (bytes[at] === CODE) return 'none';
    if (bytes[at] === EXPORTS) return to <= bytes.length ? { at, from, to } : 'unknown';
    at = to;
  }
  return 'unknown';
}

/** The section again, with the wanted exports of its content. */
function only(
  content: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder();
  const entries = new Uint8Array(content.length);
  let kept = 0;
  let end = 0;
  const [all, first] = sure(number(content, 0));
  let at = first;
  for (let index = 0; index < all; index++) {
    const [length, name] = sure(number(content, at));
    const kind = name + length;
    const [, next] = sure(number(content, kind + 1));
    if (wanted(decoder.decode(content.subarray(name, kind)))) {
      entries.set(content.subarray(at, next), end);
      end += next - at;
      kept += 1;
    }
    at = next;
  }
  const count = written(kept);
  const head = [EXPORTS, ...written(count.length + end), ...count];
  const section = new Uint8Array(head.length + end);
  section.set(head);
  section.set(entries.subarray(0, end), head.length);
  return section;
}

/** An unsigned LEB128 and where what follows stands; null where it is cut off. */
function number(bytes: Uint8Array, at: number): readonly [number, number] | null {
  let value = 0;
  for (let place = 0; at + place < bytes.length; place++) {
    const byte = bytes[at + place] as number;
    value += (byte & 127) * 2 ** (7 * place);
    if (byte < 128) return [value, at + place + 1];
  }
  return null;
}

function sure<T>(read: T | null): T {
  if (read === null) throw new RangeError('a broken export section');
  return read;
}

function written(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}
