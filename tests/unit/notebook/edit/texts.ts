import fc from 'fast-check';
import type { Operation } from '../../../../src/notebook/edit/operations.ts';
import type { NotebookDocument } from '../../../../src/notebook/index.ts';

const PIECES = [
  '---\n',
  'title: x\n',
  '# Head\n',
  'text {{a.x}} ',
  '\n',
  '\n\n',
  '\r\n',
  '```',
  '````',
  '~~~',
  '```sql a\nselect 1\n```\n',
  '```sql b\nselect * from a where x = $c\n```\n\n',
  '~~~metric c\nkind: overview # why\nwhere: { day: $a }\n~~~\n',
  '````python\n```\nprint(1)\n````\n',
  '```input a\ntype: number\n```\n',
  '```\n',
  'from: [\n',
  '   ```js\n',
  '\t',
  ' ',
  '日本',
  '\u0000',
  '\ud800',
];

/** Texts that look like notebooks, and texts that do not. */
export const anyText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('-', '`', '~', '\n', '\r', ' ', 'a', ':'),
      maxLength: 60,
    }),
  },
);

const NAMES = ['a', 'b', 'c', 'd', 'new_name', 'order'];

/** An edit by positions, since ids are known only once it is its turn. */
export type Wish = (document: NotebookDocument) => Operation;

const at = fc.nat(8);
const idAt = ({ cells }: NotebookDocument, place: number) =>
  cells[place % Math.max(1, cells.length)]?.id ?? '';

export const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.tuple(at, anyText).map(
    ([place, text]): Wish =>
      () => ({ kind: 'insert', at: place, text }),
  ),
  fc.tuple(at, at).map(
    ([place, to]): Wish =>
      (on) => ({ kind: 'move', id: idAt(on, place), to }),
  ),
  at.map(
    (place): Wish =>
      (on) => ({ kind: 'duplicate', id: idAt(on, place) }),
  ),
  at.map(
    (place): Wish =>
      (on) => ({ kind: 'delete', id: idAt(on, place) }),
  ),
  fc.tuple(at, anyText).map(
    ([place, body]): Wish =>
      (on) => ({ kind: 'body', id: idAt(on, place), body }),
  ),
  fc.tuple(at, fc.constantFrom(null, ...NAMES)).map(
    ([place, name]): Wish =>
      (on) => ({ kind: 'rename', id: idAt(on, place), name }),
  ),
  fc
    .tuple(
      fc.constantFrom('title', 'needs'),
      fc.constantFrom<unknown>('T: x', undefined, { events: ['a'] }),
    )
    .map(
      ([key, value]): Wish =>
        () => ({ kind: 'front-matter', values: { [key]: value } }),
    ),
  anyText.map(
    (text): Wish =>
      () => ({ kind: 'text', text }),
  ),
);
