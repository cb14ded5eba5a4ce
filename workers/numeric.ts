/** Arithmetic on typed arrays: see `src/models`. */
import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import type { ModelStage } from '../src/metrics/types.ts';
import { runModel } from '../src/models/run.ts';
import type { Inputs } from '../src/models/types.ts';

transferErrors();

const face = {
  async run(
    stage: Pick<ModelStage, 'model' | 'options' | 'outputs'>,
    inputs: Inputs,
    tell: (done: number, total: number) => void,
  ): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
    const made = await runModel(stage, inputs, { tell });
    return Comlink.transfer(
      made,
      Object.values(made).map(({ buffer }) => buffer),
    );
  },
};

export type NumericFace = typeof face;

Comlink.expose(face);
