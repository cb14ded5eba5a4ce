import { sharedFragment } from '../../notebook/index.ts';
import { withAnchor } from '../notebook/link.ts';

/** How far a link of a length comes: what people paste it into cuts long ones off. */
export type Reach = 'everywhere' | 'most' | 'few';

/** Mail programs and old tools cut at about 2,000 characters, many chats at 4,000 to 8,000. */
const [EVERYWHERE, MOST] = [2000, 8000];

export const reachOf = (length: number): Reach =>
  length <= EVERYWHERE ? 'everywhere' : length <= MOST ? 'most' : 'few';

export interface LinkWanted {
  readonly text: string;
  readonly values: ReadonlyMap<string, unknown>;
  /** What the cell that the link leads to is called in an address (`anchorOf`). */
  readonly cell: string | null;
  /** Path of a notebook that its host serves as it stands here; the link then names it instead of holding it. */
  readonly hosted: string | null;
}

/**
 * The address under which this page opens a notebook with its inputs. `?data=` stays, so that hosted data comes along.
 * Rejects with `notebook-too-large`.
 */
export async function shareLink(
  { text, values, cell, hosted }: LinkWanted,
  page: string = location.href,
): Promise<string> {
  const url = new URL(page);
  const data = url.searchParams.get('data');
  url.search = '';
  const query = [
    ...(hosted !== null && values.size === 0 ? [`notebook=${readable(hosted)}`] : []),
    ...(data === null ? [] : [`data=${readable(data)}`]),
  ];
  const held =
    hosted !== null && values.size === 0 ? '' : `#${await sharedFragment({ text, values })}`;
  url.hash = '';
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  const address = `${url.href.replace(/[?#]+$/, '')}${search}${held}`;
  return cell === null ? address : withAnchor(address, cell);
}

/** A path in an address, with its slashes as they are. */
const readable = (path: string) => encodeURIComponent(path).replaceAll('%2F', '/');
