import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../../src/engine/errors.ts';
import { deflated } from '../../../../src/notebook/share/deflate.ts';
import { MOST_IN_LINK, sharedFragment, sharedIn } from '../../../../src/notebook/share/link.ts';
import { anyText } from '../edit/texts.ts';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof TabhouseError
        ? `${error.code}: ${error.parameters.reason ?? error.parameters.size}`
        : String(error),
  );
const NONE = new Map<string, unknown>();

describe('a link that holds a notebook', () => {
  it('gives back any text and any values of inputs, in characters that an address can hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
        async (text, set) => {
          const values = new Map(Object.entries(JSON.parse(JSON.stringify(set)) as object));
          const fragment = await sharedFragment({ text, values });
          expect(fragment).toMatch(/^notebook=1\.[0-9a-f]{10}\.[\w-]+$/);
          expect(await sharedIn(`#${fragment}`)).toEqual({ text, values });
          expect((await sharedIn(`a=b&${fragment}&c`))?.text).toBe(text);
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);

  it('keeps identifiers of 19 digits exact', async () => {
    const values = new Map([['user', 9007199254740993123n]]);
    expect((await sharedIn(await sharedFragment({ text: '', values })))?.values).toEqual(values);
  });

  it('of the overview is short enough for a message', async () => {
    const text = readFileSync('public/notebooks/overview.md', 'utf8');
    const fragment = await sharedFragment({ text, values: NONE });
    expect(fragment.length).toBeLessThan(2000);
  });

  it('is none where the fragment is another', async () => {
    expect(await sharedIn('')).toBeNull();
    expect(await sharedIn('#cell-3')).toBeNull();
    expect(await sharedIn('#notebooks=1.x.y')).toBeNull();
  });

  it('says that it was cut off, changed, or made by a newer page', async () => {
    const whole = await sharedFragment({
      text: 'Words and words and more. '.repeat(40),
      values: NONE,
    });
    expect(await codeOf(sharedIn(whole.slice(0, -20)))).toBe('notebook-link: it was cut off');
    expect(await codeOf(sharedIn('notebook=1.0123456789'))).toBe('notebook-link: it was cut off');
    expect(await codeOf(sharedIn(whole.replace('=1.', '=2.')))).toBe(
      'notebook-link: it was made by a newer version of this page (format 2)',
    );
    for (const damaged of [
      whole.replace(/=1\../, (match) => `${match.slice(0, -1)}${match.endsWith('0') ? '1' : '0'}`),
      `${whole}!`,
      `${whole}.x`,
      'notebook=x.y.z',
      'notebook=',
    ]) {
      expect(await codeOf(sharedIn(damaged)), damaged.slice(0, 40)).toMatch(/^notebook-link/);
    }
  });

  it('with any one character changed is refused or gives the same, never something else', async () => {
    const shared = { text: '# T\n\n```sql a\nselect 1\n```\n', values: new Map([['a', 1]]) };
    const whole = await sharedFragment(shared);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 12),
        fc.constantFrom('A', 'z', '0', '-'),
        async (at, to) => {
          const place = at + 11;
          const changed = whole.slice(0, place) + to + whole.slice(place + 1);
          const outcome = await sharedIn(changed).catch((error: unknown) => error);
          if (!(outcome instanceof TabhouseError)) expect(outcome).toEqual(shared);
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);

  it('refuses what is no notebook, although it was packed well', async () => {
    const packed = async (json: string) => {
      const { digest } = await import('../../../../src/notebook/runtime/digest.ts');
      const data = Buffer.from(await deflated(new TextEncoder().encode(json))).toString(
        'base64url',
      );
      return `notebook=1.${digest(json).slice(-10)}.${data}`;
    };
    for (const json of ['null', '[]', '{"text":1}', '{"text":"","values":3}', 'no json']) {
      expect(await codeOf(sharedIn(await packed(json))), json).toBe(
        'notebook-link: it was changed on its way',
      );
    }
    expect(await codeOf(sharedIn(await packed(`"${'a'.repeat(5_000_000)}"`)))).toMatch(
      'notebook-too-large',
    );
  });

  it('is not made where it would be too long', async () => {
    let text = '';
    for (let i = 0; i < 40_000; i++) text += String.fromCodePoint(33 + ((i * 7919) % 90));
    const noise = Array.from({ length: 60_000 }, (_, i) => Math.imul(i, 2654435761) >>> 0).join('');
    expect(await codeOf(sharedFragment({ text: noise, values: NONE }))).toMatch(
      'notebook-too-large',
    );
    expect(await codeOf(sharedIn(`notebook=1.0.${'A'.repeat(MOST_IN_LINK)}`))).toMatch(
      'notebook-too-large',
    );
    expect(await codeOf(sharedFragment({ text, values: NONE }))).toBe('no error');
  });
});
