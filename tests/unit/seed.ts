import fc from 'fast-check';

/**
 * Property tests see the same cases everywhere and always; another number in TABHOUSE_SEED looks at others. A case that
 * fails is told as it is: looking for a smaller one over a database takes longer than a test may.
 */
fc.configureGlobal({
  seed: Number(process.env.TABHOUSE_SEED ?? 20_251_122),
  endOnFailure: true,
});
