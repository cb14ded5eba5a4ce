import { TabhouseError } from '../../engine/errors.ts';
import { format, t } from '../../i18n/index.ts';
import { digest } from '../runtime/digest.ts';
import { deflated, inflated } from './deflate.ts';

/** What a link holds: the notebook's text, and its inputs as they are set. */
export interface Shared {
  readonly text: string;
  readonly values: ReadonlyMap<string, unknown>;
}

const PARAMETER = 'notebook';
const VERSION = 1;
/** Characters that a link may have: browsers take more, what people paste it into does not. */
export const MOST_IN_LINK = 64 * 1024;
/** Characters that a notebook may have once it is unpacked. */
export const MOST_IN_NOTEBOOK = 1024 * 1024;

/**
 * The part of an address behind `#` that holds a notebook; no server ever sees it. `notebook=1.<check>.<data>`: the
 * data is JSON, deflated, in base64 for addresses. Rejects with `notebook-too-large`.
 */
export async function sharedFragment({ text, values }: Shared): Promise<string> {
  const json = JSON.stringify({ text, values: Object.fromEntries(values) }, exact);
  if (json.length > MOST_IN_NOTEBOOK) throw tooLarge(json.length, MOST_IN_NOTEBOOK);
  const data = toBase64(await deflated(new TextEncoder().encode(json)));
  const fragment = `${PARAMETER}=${VERSION}.${check(json)}.${data}`;
  if (fragment.length > MOST_IN_LINK) throw tooLarge(fragment.length, MOST_IN_LINK);
  return fragment;
}

/**
 * The notebook that a fragment holds, with or without its `#`; null where it holds none. Rejects with `notebook-link`
 * where it was cut off, changed or made by a newer page, and with `notebook-too-large`.
 */
export async function sharedIn(fragment: string): Promise<Shared | null> {
  const held = fragment
    .replace(/^#/, '')
    .split('&')
    .find((part) => part.startsWith(`${PARAMETER}=`))
    ?.slice(PARAMETER.length + 1);
  if (held === undefined) return null;
  if (held.length > MOST_IN_LINK) throw tooLarge(held.length, MOST_IN_LINK);
  const [version = '', sum = '', data, ...more] = held.split('.');
  if (/^\d+$/.test(version) && Number(version) > VERSION) throw broken('version', { version });
  if (version !== String(VERSION) || more.length > 0) throw broken('damaged');
  if (data === undefined || data === '') throw broken('cut');
  const bytes = fromBase64(data);
  const json = bytes && (await inflated(bytes, MOST_IN_NOTEBOOK * 4));
  if (!bytes) throw broken('damaged');
  if (json === 'too-large') throw tooLarge(MOST_IN_NOTEBOOK * 4, MOST_IN_NOTEBOOK);
  if (json === null) throw broken('cut');
  const text = new TextDecoder().decode(json);
  if (check(text) !== sum) throw broken('damaged');
  return read(text);
}

function read(json: string): Shared {
  let value: unknown;
  try {
    value = JSON.parse(json, revived);
  } catch (cause) {
    throw broken('damaged', {}, cause);
  }
  if (value === null || typeof value !== 'object' || !('text' in value)) throw broken('damaged');
  const { text } = value;
  if (typeof text !== 'string') throw broken('damaged');
  const values = 'values' in value ? value.values : {};
  if (values === null || typeof values !== 'object') throw broken('damaged');
  return { text, values: new Map(Object.entries(values)) };
}

/** BIGINT values survive JSON as `{"$bigint": "1"}`. */
const exact = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $bigint: value.toString() } : value;

const revived = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && '$bigint' in value && isDigits(value.$bigint)
    ? BigInt(value.$bigint)
    : value;

const isDigits = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d{1,80}$/.test(value);

/** Ten digits that show whether the data arrived as it was sent. */
const check = (json: string): string => digest(json).slice(-10);

const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function broken(
  reason: 'cut' | 'damaged' | 'version',
  parameters: Readonly<Record<string, string>> = {},
  cause?: unknown,
): TabhouseError {
  const sentence = t(`notebook.link.${reason}`, parameters);
  return new TabhouseError('notebook-link', { parameters: { reason: sentence }, cause });
}

const tooLarge = (size: number, limit: number): TabhouseError =>
  new TabhouseError('notebook-too-large', {
    parameters: { size: format.bytes(size), limit: format.bytes(limit) },
  });
