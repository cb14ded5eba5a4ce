/** The place in a string of a byte of its UTF-8, which is how DuckDB counts. */
export function utf16Offset(bytes: Uint8Array, offset: number): number {
  return new TextDecoder().decode(bytes.subarray(0, offset)).length;
}
