import { type Signal, signal } from '@preact/signals-core';

/** Grows by one whenever all that can move is to move once more. */
export const replays: Signal<number> = signal(0);

export const replay = (): void => {
  replays.value++;
};
