import { nameScores } from '../detect/names.ts';
import { guessTime } from '../detect/times.ts';
import { timeOf } from '../read/times.ts';
import type { TimeFormat } from '../types.ts';
import { zoneTable } from '../zones.ts';
import type { ColumnType, TableColumn } from './types.ts';

const WHOLE = /^[+-]?(?:0|[1-9]\d{0,18})$/;
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const TRUTH = /^(?:true|false)$/i;
/** How programs write that there is nothing; only text columns keep it as it is. */
const NOTHING = /^(?:null|nan|n\/a|na|none|nil|\\n|-)$/i;
const CLOCK = /[T :]\d/;
const LARGEST = 9_223_372_036_854_775_807n;

export const isNothing = (value: string) => NOTHING.test(value);

/** Values of one column seen one by one; what is left at the end fits them all. */
export class ColumnInference {
  private whole = true;
  private number = true;
  private truth = true;
  private formats: TimeFormat[];
  private clock = false;
  private seen = false;

  /** `preview` decides which ways of writing dates are tried. */
  constructor(
    private readonly name: string,
    preview: readonly string[],
  ) {
    this.formats = dateFormats(name, preview);
  }

  /** False when only text is left to be: nothing more need be shown. */
  get open(): boolean {
    return this.whole || this.number || this.truth || this.formats.length > 0;
  }

  observe(raw: string | null): void {
    const value = raw?.trim();
    if (!value || isNothing(value)) return;
    this.seen = true;
    if (this.whole && !isWhole(value)) this.whole = false;
    if (this.number && !isNumber(value)) this.number = false;
    if (this.truth && !TRUTH.test(value)) this.truth = false;
    if (this.formats.length > 0) {
      this.formats = this.formats.filter((format) => isTime(value, format));
      this.clock ||= CLOCK.test(value.slice(8));
    }
  }

  result(): TableColumn {
    const { name } = this;
    const [time] = this.formats;
    if (!this.seen) return { name, type: 'VARCHAR' };
    if (time) return { name, type: this.clock ? 'TIMESTAMP' : 'DATE', time };
    return { name, type: this.plain() };
  }

  private plain(): ColumnType {
    if (this.whole) return 'BIGINT';
    if (this.number) return 'DOUBLE';
    return this.truth ? 'BOOLEAN' : 'VARCHAR';
  }
}

/** Eight digits are dates only in a column whose name says so. */
function dateFormats(name: string, preview: readonly string[]): TimeFormat[] {
  const values = preview.filter((value) => !isNothing(value));
  const format = guessTime(values)?.format;
  if (format?.kind !== 'text') return [];
  if (values.every((value) => /^\d+$/.test(value)) && nameScores(name).event_time === undefined)
    return [];
  if (format.order === 'ymd') return [format];
  const other = format.order === 'mdy' ? 'dmy' : 'mdy';
  return [format, { ...format, order: other }];
}

const UTC = zoneTable('UTC');

const isTime = (value: string, format: TimeFormat) => !Number.isNaN(timeOf(value, format, UTC));

function isWhole(value: string): boolean {
  if (!WHOLE.test(value)) return false;
  if (value.length < 19) return true;
  const exact = BigInt(value.replace(/^\+/, ''));
  return exact <= LARGEST && exact >= -LARGEST - 1n;
}

/** A long whole number would lose digits as a DOUBLE, and `007` its zeros: they stay text. */
function isNumber(value: string): boolean {
  return NUMBER.test(value) && (value.length < 19 || isWhole(value) || /[.eE]/.test(value));
}
