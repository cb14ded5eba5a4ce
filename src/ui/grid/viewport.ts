/** Height of a row in CSS pixels. */
export const ROW_HEIGHT = 34;
/** Browsers cap the height of an element at 16 to 33 million pixels. */
const TALLEST = 6_000_000;
/** At both ends of what is taller than that a pixel of the scrollbar is a pixel of rows. */
const EXACT_ENDS = 200_000;

/**
 * Maps a scrollbar to more rows than a page can be tall: small moves of it move rows by as much, so that each can be
 * reached, large ones go to the place that they stand for.
 */
export class Viewport {
  /** Rows in all. */
  rows = 0;
  /** Of the part that shows rows, in pixels. */
  height = 0;
  /** Where the first pixel in sight is, counted over all rows. */
  top = 0;
  #scrolled = 0;

  get #whole(): number {
    return this.rows * ROW_HEIGHT;
  }

  /** Height of what is scrolled. */
  get size(): number {
    return Math.min(this.#whole, TALLEST);
  }

  get #most(): number {
    return Math.max(0, this.#whole - this.height);
  }

  /** First row in sight, and the one after the last. */
  get range(): readonly [number, number] {
    const from = Math.floor(this.top / ROW_HEIGHT);
    return [from, Math.min(this.rows, Math.ceil((this.top + this.height) / ROW_HEIGHT))];
  }

  /** Takes the scrollbar's new place. */
  scroll(scrollTop: number): void {
    const moved = scrollTop - this.#scrolled;
    this.#scrolled = scrollTop;
    if (this.#whole <= TALLEST) this.top = scrollTop;
    else if (
      Math.abs(moved) > Math.max(400, this.height) ||
      isEnd(scrollTop, this.size - this.height)
    )
      this.top = this.#topOf(scrollTop);
    else this.top += moved;
    this.top = Math.min(Math.max(0, this.top), this.#most);
  }

  /** Where the scrollbar is to be for what is in sight now. */
  settle(): number {
    this.#scrolled = this.#whole <= TALLEST ? this.top : this.#scrollOf(this.top);
    return this.#scrolled;
  }

  /** Brings a row into sight with as little movement as that takes; the scrollbar's new place. */
  reveal(row: number, middle = false): number {
    const at = row * ROW_HEIGHT;
    if (middle) this.top = at - (this.height - ROW_HEIGHT) / 2;
    else if (at < this.top) this.top = at;
    else if (at + ROW_HEIGHT > this.top + this.height) this.top = at + ROW_HEIGHT - this.height;
    this.top = Math.min(Math.max(0, this.top), this.#most);
    return this.settle();
  }

  /** Where a row stands inside what is scrolled. */
  offset(row: number): number {
    return row * ROW_HEIGHT - this.top + this.#scrolled;
  }

  #topOf(scrollTop: number): number {
    const end = this.size - this.height;
    if (scrollTop < EXACT_ENDS) return scrollTop;
    if (scrollTop > end - EXACT_ENDS) return this.#most - (end - scrollTop);
    return EXACT_ENDS + (scrollTop - EXACT_ENDS) * this.#scale;
  }

  #scrollOf(top: number): number {
    const end = this.size - this.height;
    if (top < EXACT_ENDS) return top;
    if (top > this.#most - EXACT_ENDS) return end - (this.#most - top);
    return EXACT_ENDS + (top - EXACT_ENDS) / this.#scale;
  }

  /** Pixels of rows to one of the scrollbar between the ends. */
  get #scale(): number {
    return (this.#most - 2 * EXACT_ENDS) / (this.size - this.height - 2 * EXACT_ENDS);
  }
}

const isEnd = (scrollTop: number, end: number) => scrollTop <= 0 || scrollTop >= end - 1;
