import { expect, it } from 'vitest';
import { gated, input, notebook, resultOf, settle, sql, sum, type Work } from './bench.ts';

/** Says ten times the result before it has it. */
const eager: Work = async (cell, environment, options, runtime) => {
  const answer = await sum(cell, environment, options, runtime);
  if (cell.kind !== 'input') options.onPartial(resultOf(Number(answer.value) * 10));
  return answer;
};

const TEXT = input('a') + sql('b', 'select $a') + sql('c', 'select * from b');

it('shows what is known while the rest is on its way, and lets nobody read it', async () => {
  const { wait, release } = gated(eager);
  const { phase, result } = notebook(TEXT, wait);
  await settle();
  expect([phase('b'), result('b')]).toEqual(['running', 10]);
  expect([phase('c'), result('c')]).toEqual(['queued', undefined]);
  await release('b');
  expect([phase('b'), result('b')]).toEqual(['done', 1]);
  expect(phase('c')).toBe('running');
});

it('does not take what was shown of another value for the result of this one', async () => {
  const { wait, release } = gated(eager);
  const { runtime, phase, result, id } = notebook(input('a') + sql('b', 'select $a'), wait);
  await settle();
  await release('b');
  runtime.setValue('a', 2);
  await settle();
  expect([phase('b'), result('b')]).toEqual(['running', 20]);
  // Back to the first value while only a part of the second is there: it is computed again.
  runtime.setValue('a', 1);
  await settle();
  expect([phase('b'), result('b')]).toEqual(['running', 10]);
  await release('b', 2);
  expect([phase('b'), result('b')]).toEqual(['done', 1]);
  runtime.setValue('a', 3);
  await settle();
  runtime.cancel(id('b'));
  await settle();
  expect([phase('b'), result('b')]).toEqual(['cancelled', 30]);
});
