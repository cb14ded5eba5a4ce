import { Float64, makeVector, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { joinedInputs, modelInput } from '../../../src/metrics/model-input.ts';

const part = (...pairs: number[]) =>
  modelInput(
    new Table({
      pair: makeVector(BigInt64Array.from(pairs, (one) => 2n ** 53n + BigInt(one))),
      half: vectorFromArray(
        pairs.map((one) => (one % 3 === 0 ? null : one / 2)),
        new Float64(),
      ),
    }),
  );

describe('rows for a model', () => {
  it('that come in parts are the same as in one, also where a part has none', async () => {
    const whole = await part(1, 2, 3, 4, 5);
    const joined = await joinedInputs([await part(1, 2), await part(), await part(3, 4, 5)]);
    expect(joined).toEqual(whole);
    expect(joined.pair?.[4]).toBe(2n ** 53n + 5n);
    expect(joined.half?.[2]).toBeNaN();
    expect(await joinedInputs([])).toEqual({});
  });

  it('may not be text', async () => {
    const text = new Table({ name: vectorFromArray(['a'], new Utf8()) });
    await expect(modelInput(text)).rejects.toThrow(/neither BIGINT nor DOUBLE/);
  });
});
