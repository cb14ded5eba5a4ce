import { closeSync, openSync, writeSync } from 'node:fs';

const SIZE = 4 << 20;
const LONGEST = 4096;
const HEX = Buffer.from('0123456789abcdef');

/** Writes text to a file byte by byte, a few megabytes at a time: hundreds of millions of fields make no strings. */
export class Lines {
  #file;
  #bytes = Buffer.allocUnsafe(SIZE + LONGEST);
  #at = 0;

  constructor(path) {
    this.#file = openSync(path, 'w');
  }

  /** A whole number of at most 53 bits, not negative. */
  integer(value) {
    const bytes = this.#bytes;
    let length = 1;
    for (let limit = 10; value >= limit; limit *= 10) length++;
    let rest = value;
    for (let at = this.#at + length - 1; at >= this.#at; at--) {
      const tens = Math.floor(rest / 10);
      bytes[at] = 48 + (rest - tens * 10);
      rest = tens;
    }
    this.#at += length;
    return this;
  }

  /** A whole number in exactly `length` digits. */
  padded(value, length) {
    let rest = value;
    for (let at = this.#at + length - 1; at >= this.#at; at--) {
      this.#bytes[at] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#at += length;
    return this;
  }

  /** 32 bits as eight hexadecimal digits. */
  hex(value) {
    for (let shift = 28; shift >= 0; shift -= 4)
      this.#bytes[this.#at++] = HEX[(value >>> shift) & 15];
    return this;
  }

  /** Bytes that were made once. */
  text(buffer) {
    this.#bytes.set(buffer, this.#at);
    this.#at += buffer.length;
    return this;
  }

  /** One ASCII character. */
  byte(code) {
    this.#bytes[this.#at++] = code;
    return this;
  }

  /** Ends the line. */
  end() {
    this.#bytes[this.#at++] = 10;
    if (this.#at >= SIZE) this.#flush();
  }

  #flush() {
    writeSync(this.#file, this.#bytes, 0, this.#at);
    this.#at = 0;
  }

  close() {
    this.#flush();
    closeSync(this.#file);
  }
}
