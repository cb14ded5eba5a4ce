import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../../src/sources/read/index.ts';
import { enumOf } from '../../../src/warehouse/ingest/few-texts.ts';

const dictionaryOf = (texts: readonly string[]) => {
  const made = new Dictionary();
  for (const text of texts) made.internText(text);
  return made;
};

describe('the type of a column of few texts', () => {
  it('lists them in the order of their keys', () => {
    expect(enumOf(dictionaryOf(["l'oréal", '小米', 'b,c']))).toBe(
      "ENUM('l''oréal', '小米', 'b,c')",
    );
  });

  it('is left to VARCHAR where there are none, too many, or some that SQL cannot write', () => {
    expect(enumOf(undefined)).toBeNull();
    expect(enumOf(new Dictionary())).toBeNull();
    expect(enumOf(dictionaryOf(Array.from({ length: 10_001 }, (_, at) => `t${at}`)))).toBeNull();
    expect(enumOf(dictionaryOf(['x'.repeat(1 << 18), 'y']))).toBeNull();
    expect(enumOf(dictionaryOf(['a\0b']))).toBeNull();
  });
});
