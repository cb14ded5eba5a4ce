import { effect, type Signal, signal } from '@preact/signals-core';

/** Milliseconds above which a cell can be made to wait until it is asked; 0: all wait, Infinity: none. */
export const LAZY_CHOICES = [0, 1000, 5000, 15_000, Number.POSITIVE_INFINITY] as const;

const KEY = 'tabhouse.lazy-above';
const USUAL = 5000;

/** Milliseconds of cost above which a cell waits to be asked, as the reader chose it. */
export const lazyAbove: Signal<number> = signal(chosen());

function chosen(): number {
  try {
    const known = localStorage.getItem(KEY);
    return LAZY_CHOICES.find((one) => String(one) === known) ?? USUAL;
  } catch {
    return USUAL;
  }
}

effect(() => {
  const value = String(lazyAbove.value);
  try {
    if (value === String(USUAL)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, value);
  } catch {
    // It lasts as long as the page then.
  }
});
