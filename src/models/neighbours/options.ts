export interface NeighbourOptions {
  /**
   * `items`: the nearest of items. `users`: what the users nearest to one have. `evaluate`: at which rank each way to
   * recommend has the item that was held back.
   */
  readonly task: 'items' | 'users' | 'evaluate';
  /** Nearest that are kept of each item (user). */
  readonly neighbours: number;
  readonly shrinkage: number;
  /** `evaluate`: the highest rank that counts. */
  readonly most?: number;
}
