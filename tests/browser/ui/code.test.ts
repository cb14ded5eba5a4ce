import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/code/code.ts';
import '../../../src/ui/theme.ts';
import { locale } from '../../../src/i18n/index.ts';
import type { Code } from '../../../src/ui/code/code.ts';

/** In a shadow root inside a box that cuts off, as in a card of the notebook. */
async function put(properties: Partial<Code>): Promise<Code> {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const card = document.createElement('div');
  card.style.cssText = 'overflow: clip; block-size: 90px; container: cell / inline-size';
  const code = document.createElement('th-code');
  Object.assign(code, { label: 'Query', ...properties });
  card.append(code);
  root.append(card);
  document.body.append(host);
  await expect.poll(() => content(code) !== null).toBe(true);
  return code;
}

const content = (code: Code) => code.shadowRoot?.querySelector<HTMLElement>('.cm-content') ?? null;
const seen = (code: Code) => content(code)?.textContent;
const keysThatPass = () => {
  const keys: string[] = [];
  document.body.addEventListener('keydown', ({ key }) => keys.push(key), { once: false });
  return keys;
};

beforeEach(() => {
  locale.value = 'en';
});
afterEach(() => document.body.replaceChildren());

describe('a code editor', () => {
  test('tells what is typed, and takes a text from outside without telling it again', async () => {
    const code = await put({ value: 'select 1' });
    const told: string[] = [];
    code.addEventListener('change', (event) => told.push((event as CustomEvent<string>).detail));
    code.goTo(8);
    await userEvent.keyboard('0');
    await expect.poll(() => told).toEqual(['select 10']);
    code.value = 'from events';
    await code.updateComplete;
    expect(seen(code)).toBe('from events');
    expect(told).toEqual(['select 10']);
  });

  test('selects a part of its text, to be typed over, even before it is ready', async () => {
    const code = document.createElement('th-code');
    Object.assign(code, { label: 'Query', value: 'select 1, select 1' });
    document.body.append(code);
    code.focus();
    code.select('select 1');
    await expect.poll(() => content(code)?.matches(':focus') ?? false).toBe(true);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await userEvent.keyboard('x');
    await expect.poll(() => seen(code)).toBe('select 1, x');
  });

  test('colours words, strings and numbers of DuckDB’s SQL', async () => {
    const code = await put({ value: "from events select 'a', 12 -- why" });
    const colour = (text: string) => {
      const span = [...(content(code)?.querySelectorAll('span') ?? [])].find(
        ({ textContent }) => textContent === text,
      );
      return span ? getComputedStyle(span).color : '';
    };
    const plain = getComputedStyle(content(code) as Element).color;
    await expect.poll(() => colour('from')).not.toBe('');
    const colours = ['from', "'a'", '12', '-- why'].map(colour);
    expect(new Set([...colours, plain]).size).toBe(5);
  });

  test('lets Shift+Enter and a free Escape through and adds no line, and keeps its own keys', async () => {
    const code = await put({ value: 'select 1' });
    code.goTo(8);
    const keys = keysThatPass();
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}{Control>}{Enter}{/Control}1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await userEvent.keyboard('{Escape}');
    await expect
      .poll(() => keys.filter((key) => key !== 'Shift' && key !== 'Control'))
      .toEqual(['Enter', 'Enter', 'Escape']);
    await expect.poll(() => seen(code)).toBe('select 11');
  });

  test('Tab indents; after Escape it goes on to the next control', async () => {
    const code = await put({ value: '' });
    const next = document.createElement('button');
    document.body.append(next);
    code.focus();
    await userEvent.keyboard('{Tab}');
    await expect.poll(() => code.value).toBe('  ');
    await userEvent.keyboard('{Escape}{Tab}');
    await expect.poll(() => document.activeElement).toBe(next);
  });

  test('offers completions above everything that would cut them off', async () => {
    const code = await put({
      value: '',
      support: {
        complete: ({ pos }) => ({
          from: pos - 1,
          options: [{ label: 'brand', detail: 'VARCHAR' }, { label: 'browser' }],
        }),
      },
    });
    code.focus();
    await userEvent.keyboard('b');
    const list = () => code.shadowRoot?.querySelector<HTMLElement>('.cm-tooltip-autocomplete');
    await expect.poll(() => list()?.textContent).toContain('brandVARCHAR');
    const under = () => {
      const { left, bottom } = (list() as HTMLElement).getBoundingClientRect();
      const found = (code.getRootNode() as ShadowRoot).elementFromPoint(left + 20, bottom - 12);
      return found?.localName;
    };
    await expect.poll(under).toBe('th-code');
    const keys = keysThatPass();
    await userEvent.keyboard('{Escape}');
    expect(keys).toEqual([]);
    await expect.poll(() => list() ?? null).toBeNull();
  });

  test('underlines a problem where it is and says it', async () => {
    const code = await put({ value: 'select nope from t' });
    code.problems = [{ from: 7, message: 'There is no column nope.', severity: 'error' }];
    await expect
      .poll(() => code.shadowRoot?.querySelector('.cm-lintRange-error')?.textContent)
      .toBe('nope');
  });

  test('has a name, and nothing that a screen reader trips over', async () => {
    const code = await put({ value: 'a: 1\n', language: 'yaml' });
    expect(content(code)?.getAttribute('aria-label')).toBe('Query');
    const { violations } = await axe.run(code, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
