import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import type { DataFormat, NextPiece, OnRows, TakeBytes } from '../src/report/data/types.ts';
import { writeData } from '../src/report/data/write.ts';

transferErrors();

const face = {
  write: (format: DataFormat, next: NextPiece, take: TakeBytes, onRows: OnRows): Promise<number> =>
    writeData(format, next, (bytes) => take(Comlink.transfer(bytes, [bytes.buffer])), onRows),
};

export type WriteFace = typeof face;

Comlink.expose(face);
