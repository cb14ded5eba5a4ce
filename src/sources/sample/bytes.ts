const encoder = new TextEncoder();

export const ascii = (text: string): Uint8Array => encoder.encode(text);

/** Text as bytes, written field by field without strings in between. */
export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(code: number): void {
    this.bytes[this.length++] = code;
  }

  /** Bytes `start` to `end` of `source`; short runs, so a loop beats `set`. */
  copy(source: Uint8Array, start = 0, end = source.length): void {
    const { bytes } = this;
    let at = this.length;
    for (let i = start; i < end; i++) bytes[at++] = source[i] as number;
    this.length = at;
  }

  /** A whole number below 2³¹, in digits. */
  digits(value: number): void {
    let size = 1;
    for (let power = 10; power <= value; power *= 10) size++;
    const { bytes } = this;
    let rest = value;
    for (let at = this.length + size - 1; at >= this.length; at--) {
      const next = (rest / 10) | 0;
      bytes[at] = 48 + rest - next * 10;
      rest = next;
    }
    this.length += size;
  }

  /** Eight hexadecimal digits. */
  hex(value: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) {
      const nibble = (value >>> shift) & 15;
      this.bytes[this.length++] = nibble < 10 ? 48 + nibble : 87 + nibble;
    }
  }

  /** What was written since the last `take`, as its own array. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
