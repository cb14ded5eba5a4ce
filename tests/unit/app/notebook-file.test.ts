import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchNotebookText, notebookFile } from '../../../src/app/notebook-file.ts';

const asked: string[] = [];
let answer: (path: string) => Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  answer = async (path) => new Response(`text of ${path}`);
  vi.stubGlobal('document', { baseURI: 'https://page.test/' });
  vi.stubGlobal('fetch', (url: URL) => {
    asked.push(url.pathname);
    return answer(url.pathname);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the text of a notebook', () => {
  it('that was begun to be fetched is not fetched again, but each later time', async () => {
    fetchNotebookText('overview', 'en');
    const text = 'text of /notebooks/overview.md';
    expect(await notebookFile('overview', 'en')).toBe(text);
    expect(asked).toHaveLength(1);
    expect(await notebookFile('overview', 'en')).toBe(text);
    expect(asked).toHaveLength(2);
  });

  it('is that of the language that is asked for', async () => {
    fetchNotebookText('overview', 'en');
    expect(await notebookFile('overview', 'zh-CN')).toBe('text of /notebooks/overview.zh-CN.md');
    expect(await notebookFile('overview', 'en')).toBe('text of /notebooks/overview.md');
  });

  it('is asked for again where fetching it ahead has failed', async () => {
    answer = async () => new Response('', { status: 503 });
    fetchNotebookText('speed', 'en');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    await expect(notebookFile('speed', 'en')).rejects.toMatchObject({ code: 'file-missing' });
    answer = async () => new Response('here');
    expect(await notebookFile('speed', 'en')).toBe('here');
  });
});
