import { afterEach, describe, expect, it } from 'vitest';
import type { DataOnScreen } from '../../../../src/app/notebooks/built-in.ts';
import { Notebooks } from '../../../../src/app/notebooks/notebooks.ts';
import { OpenNotebook } from '../../../../src/app/notebooks/open-notebook.ts';
import {
  browserNotebooks,
  memoryNotebooks,
  type NotebookStore,
} from '../../../../src/app/notebooks/store.ts';
import type { News, TabNews } from '../../../../src/app/notebooks/tab-news.ts';
import { locale } from '../../../../src/i18n/index.ts';
import { NotebookRuntime, notebookText } from '../../../../src/notebook/index.ts';

const TEXT = '---\ntitle: One\n---\n# One\n\n```input a\ntype: number\n```\n\nProse.\n';
const DATA: DataOnScreen = { id: 'shop', version: '1', tables: null };
const OTHER: DataOnScreen = { id: 'market', version: '7', tables: null };

/** Tabs that hear each other at once. */
function town() {
  const all: ((news: News) => void)[] = [];
  return (): TabNews => {
    const own: ((news: News) => void)[] = [];
    return {
      tell: (news) => {
        for (const hear of all) if (!own.includes(hear)) hear(news);
      },
      listen(hear) {
        own.push(hear);
        all.push(hear);
        return () => {};
      },
    };
  };
}

function tab(store: NotebookStore = memoryNotebooks(), news: TabNews = town()()) {
  let clock = 1_000_000;
  const adopted: string[] = [];
  const runtime = new NotebookRuntime({
    execute: async () => ({ kind: 'none', rows: [], total: 0, relation: null }),
  });
  const document = new OpenNotebook(runtime);
  const notebooks = new Notebooks(document, {
    store,
    news,
    builtIn: async (id, language) => `# ${id} in ${language}\n`,
    now: () => clock++,
    delay: 1,
    adopted: () => adopted.push('adopted'),
  });
  return {
    notebooks,
    document,
    adopted,
    later: (milliseconds: number) => {
      clock += milliseconds;
    },
    text: () => {
      const editor = document.editor.value;
      return editor ? notebookText(editor.state.value.document) : '';
    },
    values: () => Object.fromEntries(runtime.values),
    write: (text: string) => document.apply({ kind: 'text', text }),
  };
}

const mine = { origin: 'mine' } as const;
/** Lets what waits a millisecond happen, and what that leads to, however late timers come. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
}

afterEach(() => {
  locale.value = 'en';
});

describe('the notebook of the data', () => {
  it('is in the reader’s language until it is edited, and keeps its edits in theirs', async () => {
    const { notebooks, text, write } = tab();
    await notebooks.show(DATA);
    expect(text()).toBe('# overview in en\n');
    locale.value = 'zh-CN';
    await notebooks.show(DATA);
    expect(text()).toBe('# overview in zh-CN\n');
    write('# mine\n');
    locale.value = 'en';
    await notebooks.show(DATA);
    expect(text()).toBe('# mine\n');
    expect(notebooks.current.value).toMatchObject({ origin: 'built-in', standing: 'mine' });
  });

  it('comes back with its edits on the next visit, and says where the published one has moved on', async () => {
    const store = memoryNotebooks();
    const first = tab(store);
    await first.notebooks.show(DATA);
    first.write('# mine\n');
    await first.notebooks.keeper.flush();
    const second = tab(store);
    await second.notebooks.start(true);
    await second.notebooks.show(DATA);
    expect(second.text()).toBe('# mine\n');
    expect(second.notebooks.current.value).toMatchObject({ standing: 'mine', movedOn: false });
    const third = new Notebooks(new OpenNotebook(new NotebookRuntime({ execute: never })), {
      store,
      news: town()(),
      builtIn: async () => '# newer\n',
    });
    await third.show(DATA);
    expect(third.current.value).toMatchObject({ standing: 'mine', movedOn: true });
  });

  it('is not on screen where there is no data', async () => {
    const { notebooks } = tab();
    await notebooks.show({ id: '', version: '', tables: null });
    expect(notebooks.current.value).toBeNull();
    await notebooks.show(DATA);
    expect(notebooks.current.value?.title).toBe('overview in en');
    await notebooks.show({ id: '', version: '', tables: null });
    expect(notebooks.current.value).toBeNull();
  });
});

const never = () => new Promise<never>(() => {});

describe('a notebook that cannot be fetched', () => {
  it('leaves the one on screen, and its edits are kept on', async () => {
    const store = memoryNotebooks();
    const document = new OpenNotebook(new NotebookRuntime({ execute: never }));
    const builtIn = async (id: string) => {
      if (id === 'speed') throw new Error('offline');
      return '# overview\n';
    };
    const notebooks = new Notebooks(document, { store, news: town()(), builtIn, delay: 1 });
    await notebooks.show(DATA);
    await expect(notebooks.open('speed')).rejects.toThrow('offline');
    expect([notebooks.wanted.value, notebooks.current.value?.id]).toEqual(['overview', 'overview']);
    document.apply({ kind: 'text', text: '# mine\n' });
    await settled();
    expect((await store.records.get('overview'))?.mine?.text).toBe('# mine\n');
  });
});

describe('inputs', () => {
  it('belong to a data set: another has its own, and the notebook’s edits stay', async () => {
    const { notebooks, document, text, values, write } = tab();
    await notebooks.show(DATA);
    await notebooks.openText(TEXT, mine);
    document.setValue('a', 1);
    write(`${TEXT}More.\n`);
    await notebooks.show(OTHER);
    expect([values(), text()]).toEqual([{}, `${TEXT}More.\n`]);
    document.setValue('a', 2);
    await notebooks.show(DATA);
    expect(values()).toEqual({ a: 1 });
    await notebooks.show(OTHER);
    expect(values()).toEqual({ a: 2 });
  });

  it('stay where the same data has changed, whatever its id now, and on the next visit', async () => {
    const store = memoryNotebooks();
    const { notebooks, document, values } = tab(store);
    await notebooks.show(DATA);
    await notebooks.openText(TEXT, mine);
    document.setValue('a', 1);
    await notebooks.show({ ...DATA, id: 'shop-2', version: '2' }, true);
    expect(values()).toEqual({ a: 1 });
    await notebooks.keeper.flush();
    const next = tab(store);
    await next.notebooks.start(true);
    await next.notebooks.show({ ...DATA, id: 'shop-2', version: '2' });
    expect([next.values(), next.text()]).toEqual([{ a: 1 }, TEXT]);
  });

  it('of a link hold for the first data that is opened', async () => {
    const { notebooks, values } = tab();
    await notebooks.openText(TEXT, { origin: 'shared', values: new Map([['a', 5]]) });
    expect(values()).toEqual({ a: 5 });
    await notebooks.show(DATA);
    expect(values()).toEqual({ a: 5 });
    await notebooks.show(OTHER);
    expect(values()).toEqual({});
  });
});

describe('notebooks', () => {
  it('can be made, renamed, duplicated, deleted and brought back', async () => {
    const { notebooks, text } = tab();
    await notebooks.show(DATA);
    await notebooks.create();
    const id = notebooks.current.value?.id ?? '';
    expect(notebooks.current.value).toMatchObject({ title: 'Untitled notebook', origin: 'mine' });
    await notebooks.rename(id, 'Losses: which?');
    expect(text()).toBe('---\ntitle: "Losses: which?"\n---\n# Losses: which?\n');
    await notebooks.keeper.flush();
    await notebooks.duplicate(id);
    expect(notebooks.current.value?.title).toBe('Losses: which? (copy)');
    await notebooks.rename(id, 'Other');
    await notebooks.open(id);
    expect(notebooks.current.value?.title).toBe('Other');
    await notebooks.delete(id);
    expect(notebooks.current.value?.id).toBe('overview');
    expect(notebooks.list().map(({ title }) => title)).not.toContain('Other');
    await notebooks.undelete(id);
    expect(notebooks.current.value?.title).toBe('Other');
    await notebooks.create();
    await notebooks.create();
    expect(notebooks.current.value?.title).toBe('Untitled notebook 2');
  });

  it('stay in the order in which they were opened while one is edited; the next visit begins with the last', async () => {
    const store = memoryNotebooks();
    const { notebooks, write } = tab(store);
    await notebooks.show(DATA);
    await notebooks.create();
    const first = notebooks.current.value?.id ?? '';
    await notebooks.create();
    const second = notebooks.current.value?.id ?? '';
    await notebooks.open(first);
    await settled();
    write('# Worked on\n');
    await notebooks.keeper.flush();
    expect(notebooks.list().map(({ id }) => id)).toEqual([first, second, 'overview']);
    const next = tab(store);
    await next.notebooks.start(true);
    expect(next.notebooks.wanted.value).toBe(first);
    expect(next.notebooks.list()).toEqual(notebooks.list());
  });

  it('go on with their edits where the same link, path or file is opened again', async () => {
    const { notebooks, text, write } = tab();
    const same = [
      { origin: 'shared' },
      { origin: 'hosted', path: 'notebooks/x.md' },
      { origin: 'file', name: 'x.md' },
    ] as const;
    for (const options of same) {
      await notebooks.openText(TEXT, options);
      write(`${TEXT}More of ${options.origin}.\n`);
      await notebooks.open('overview');
      await notebooks.openText(TEXT, options);
      expect(text()).toBe(`${TEXT}More of ${options.origin}.\n`);
    }
    await notebooks.openText(TEXT.replace('Prose', 'Newer'), same[1]);
    expect(notebooks.current.value).toMatchObject({ standing: 'mine', movedOn: true });
  });

  it('are all gone after everything was deleted, and what was on screen is not written again', async () => {
    const store = memoryNotebooks();
    const { notebooks, write } = tab(store);
    await notebooks.openText(TEXT, mine);
    write('# gone\n');
    await notebooks.clear();
    await settled();
    expect([await store.records.all(), notebooks.list()]).toEqual([[], []]);
  });
});

describe('two tabs', () => {
  const both = async () => {
    const store = memoryNotebooks();
    const news = town();
    const one = tab(store, news());
    await one.notebooks.openText(TEXT, mine);
    const id = one.notebooks.current.value?.id ?? '';
    const two = tab(store, news());
    await two.notebooks.start(false);
    await two.notebooks.open(id);
    return { store, one, two, id };
  };

  it('take over what the other wrote where nothing waits here, as a step that can be taken back', async () => {
    const { one, two } = await both();
    one.write(`${TEXT}One.\n`);
    await one.notebooks.keeper.flush();
    await settled();
    expect([two.text(), two.adopted]).toEqual([`${TEXT}One.\n`, ['adopted']]);
    expect(two.document.editor.value?.undo()?.kind).toBe('adopt');
    await settled();
    expect(one.text()).toBe(TEXT);
  });

  it.each(['mine', 'theirs'] as const)(
    'never write over the other: both texts stay, and %s can be chosen',
    async (take) => {
      const { store, one, two, id } = await both();
      const [from, to] = [`${TEXT}One.\n`, `${TEXT}Two.\n`];
      two.write(to);
      one.write(from);
      await one.notebooks.keeper.flush();
      await settled();
      expect(two.notebooks.keeper.clash.value?.mine?.text).toBe(from);
      expect((await store.records.get(id))?.mine?.text).toBe(from);
      await two.notebooks.keeper.settle(take);
      await settled();
      const [taken, left] = take === 'mine' ? [to, from] : [from, to];
      expect([one.text(), two.text()]).toEqual([taken, taken]);
      expect((await store.records.get(id))?.mine?.text).toBe(taken);
      const versions = await two.notebooks.keeper.versions.all(id);
      expect(versions.map(({ text }) => text)).toContain(left);
    },
  );
});

describe('where the browser keeps nothing', () => {
  it('the page says so and loses nothing while it is open', async () => {
    const { notebooks, text, write } = tab(browserNotebooks());
    await notebooks.openText(TEXT, mine);
    const id = notebooks.current.value?.id ?? '';
    write('# kept here\n');
    await notebooks.keeper.flush();
    expect(notebooks.keeper.keeping.value.kind).toBe('failed');
    await notebooks.open('overview');
    await notebooks.open(id);
    expect(text()).toBe('# kept here\n');
  });
});
