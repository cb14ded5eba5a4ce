/** Unpacks gzip files of any number of members; `DecompressionStream` ends with an error behind the first. */

const EMPTY = new Uint8Array(0);
/** CRC and length behind each member. */
const TRAILER = 8;

/** The packed bytes, with what was looked at too early put back. */
class Input {
  private held: Uint8Array = EMPTY;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(blocks: AsyncIterable<Uint8Array>) {
    this.source = blocks[Symbol.asyncIterator]();
  }

  async next(): Promise<Uint8Array | null> {
    if (this.held.length > 0) {
      const block = this.held;
      this.held = EMPTY;
      return block;
    }
    const { done, value } = await this.source.next();
    return done ? null : value;
  }

  putBack(bytes: Uint8Array): void {
    this.held = bytes;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}

/** The unpacked bytes. Throws what `DecompressionStream` throws where the packed ones are damaged. */
export async function* gunzip(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new Input(blocks);
  try {
    for (let more = true; more; ) {
      const member = new Member(input);
      yield* member.bytes();
      more = await member.fed;
    }
  } finally {
    await input.close();
  }
}

class Member {
  /** True where another member follows. */
  readonly fed: Promise<boolean>;
  private written = 0;
  private readonly input: Input;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly writer: WritableStreamDefaultWriter<BufferSource>;

  constructor(input: Input) {
    const stream = new DecompressionStream('gzip');
    this.input = input;
    this.reader = stream.readable.getReader();
    this.writer = stream.writable.getWriter();
    this.fed = this.feed();
    this.fed.catch(() => undefined);
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { done, value } = await this.reader.read();
        if (done) return;
        this.written += value.length;
        yield value;
      }
    } finally {
      this.reader.cancel().catch(() => undefined);
    }
  }

  private async feed(): Promise<boolean> {
    let tail: Uint8Array = EMPTY;
    let from = 1;
    for (;;) {
      const block = await this.input.next();
      if (block === null) {
        await this.write(tail);
        await this.writer.close();
        return false;
      }
      const bytes = joined(tail, block);
      let done = 0;
      for (let at = nextHead(bytes, from); at >= 0; at = nextHead(bytes, at + 1)) {
        await this.write(bytes.subarray(done, at));
        done = at;
        if (await this.endsAt(bytes, at)) {
          this.input.putBack(bytes.subarray(at));
          await this.writer.close();
          return true;
        }
      }
      const keep = Math.max(done, bytes.length - TRAILER - 4);
      await this.write(bytes.subarray(done, keep));
      tail = bytes.subarray(keep);
      from = Math.max(1, tail.length - 3);
    }
  }

  /**
   * True where the member's own length, written before `at`, is what has come out of it. An empty write is only
   * taken when everything before it has been read, so that the count is complete.
   */
  private async endsAt(bytes: Uint8Array, at: number): Promise<boolean> {
    await this.writer.write(EMPTY);
    if (at < TRAILER) return false;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at - 4, 4);
    return view.getUint32(0, true) === this.written % 4294967296;
  }

  private async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.writer.write(bytes as Uint8Array<ArrayBuffer>);
  }
}

/** What could be the head of a member: magic, deflate, no reserved flags. */
function nextHead(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x1f, from); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 255) & 0xe0) === 0) {
      return at;
    }
  }
  return -1;
}

function joined(tail: Uint8Array, block: Uint8Array): Uint8Array {
  if (tail.length === 0) return block;
  const all = new Uint8Array(tail.length + block.length);
  all.set(tail);
  all.set(block, tail.length);
  return all;
}
