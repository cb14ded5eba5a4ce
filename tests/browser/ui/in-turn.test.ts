import { afterEach, expect, test } from 'vitest';
import { inTurn, turn } from '../../../src/ui/in-turn.ts';

afterEach(() => document.body.replaceChildren());

function put(top: number): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `position:absolute;top:${top}px;inline-size:10px;block-size:10px`;
  document.body.append(element);
  return element;
}

const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

test('what is in sight is done first, what can wait last', async () => {
  const [near, far] = [put(0), put(100_000)];
  const done: string[] = [];
  await new Promise<void>((resolve) => {
    inTurn(near, () => done.push('its table'), { later: true });
    for (const name of ['far 1', 'far 2', 'far 3']) inTurn(far, () => done.push(name));
    for (const name of ['near 1', 'near 2']) inTurn(near, () => done.push(name));
    inTurn(far, resolve, { later: true });
  });
  expect(done).toEqual(['near 1', 'near 2', 'far 1', 'far 2', 'far 3', 'its table']);
});

test('the page gets its turn between two pieces of long work', async () => {
  const element = put(0);
  const seen: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => seen.push('page');
  const work = (name: string) => () => {
    busy(10);
    port2.postMessage(null);
    seen.push(name);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => turn(element, work(name))));
  await new Promise((resolve) => setTimeout(resolve, 50));
  port1.close();
  expect(seen.filter((one) => one !== 'page')).toEqual(['a', 'b', 'c']);
  // The browser chooses the gap in which a message is told, not whether there is one.
  expect(seen.indexOf('page')).toBeLessThan(seen.indexOf('c'));
});

test('work that fails is told to who asked, and the rest is done', async () => {
  const element = put(0);
  const failing = turn(element, () => {
    throw new RangeError('too wide');
  });
  await expect(failing).rejects.toThrow('too wide');
  await expect(turn(element, () => 7)).resolves.toBe(7);
});

test('what is no longer on the page has its turn all the same', async () => {
  const element = put(0);
  const waiting = turn(element, () => 'done');
  element.remove();
  await expect(waiting).resolves.toBe('done');
});
