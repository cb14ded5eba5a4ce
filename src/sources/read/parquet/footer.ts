/** The Thrift compact protocol, as far as it takes to see which fields a struct has. */

const STRUCT = 12;
const ENCRYPTION_ALGORITHM = 8;

/**
 * True where the file's metadata (the bytes of `FileMetaData` in the foot) say that columns are encrypted, though
 * the foot itself is not. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
export function namesEncryption(metadata: Uint8Array): boolean {
  try {
    return fieldIds(metadata).includes(ENCRYPTION_ALGORITHM);
  } catch {
    return false;
  }
}

function fieldIds(bytes: Uint8Array): number[] {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('end of metadata');
    return byte;
  };
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (let byte = next(); ; byte = next()) {
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  const skip = (type: number): void => {
    if (type <= 2) return;
    if (type === 3) at++;
    else if (type <= 6) varint();
    else if (type === 7) at += 8;
    else if (type === 8) {
      const length = varint();
      at += length;
    } else if (type === STRUCT) struct();
    else if (type === 9 || type === 10) list();
    else if (type === 11) map();
    else throw new RangeError(`thrift type ${type}`);
  };
  const list = (): void => {
    const head = next();
    const size = head >> 4 === 15 ? varint() : head >> 4;
    const type = head & 15;
    for (let i = 0; i < size; i++) type <= 2 ? at++ : skip(type);
  };
  const map = (): void => {
    const size = varint();
    if (size === 0) return;
    const types = next();
    for (let i = 0; i < size; i++) {
      skip(types >> 4);
      skip(types & 15);
    }
  };
  const struct = (): number[] => {
    const ids: number[] = [];
    let id = 0;
    for (let head = next(); head !== 0; head = next()) {
      const zigzag = head >> 4 === 0 ? varint() : 0;
      id = head >> 4 === 0 ? (zigzag >>> 1) ^ -(zigzag & 1) : id + (head >> 4);
      ids.push(id);
      skip(head & 15);
    }
    return ids;
  };
  return struct();
}
