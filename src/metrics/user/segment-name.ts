import { isKey, t } from '../../i18n/index.ts';

/** The reader's word for an RFM segment. */
export function segmentName(segment: string): string {
  const key = `segment.${segment}`;
  return isKey(key) ? t(key) : segment;
}
