import { effect, type Signal, signal } from '@preact/signals-core';

/** `system` does as the machine's setting says, `on` keeps everything still, `off` moves in any case. */
export const REDUCED = ['system', 'on', 'off'] as const;
export const FRAME_CAPS = [0, 60, 30, 15] as const;
export const SPEEDS = { least: 0.25, most: 3 } as const;
export const DELAYS = { least: 0, most: 1000 } as const;

export interface MotionSettings {
  /** 1 is the usual speed, 2 twice as fast. */
  readonly speed: number;
  /** Milliseconds before anything begins to move. */
  readonly delay: number;
  /** Frames a second at most; 0: as many as the screen has. */
  readonly frames: (typeof FRAME_CAPS)[number];
  readonly reduced: (typeof REDUCED)[number];
  /** Bars swing past their end before they rest. */
  readonly bounce: boolean;
}

export const USUAL_MOTION: MotionSettings = {
  speed: 1,
  delay: 0,
  frames: 0,
  reduced: 'system',
  bounce: false,
};

const KEY = 'tabhouse.motion';

/** How things move, as the reader chose it; kept for next time. */
export const motion: Signal<MotionSettings> = signal(read(globalThis.localStorage));

/** What was kept, as far as it can be meant. */
export function readMotion(text: string | null): MotionSettings {
  try {
    const kept: Partial<Record<keyof MotionSettings, unknown>> = JSON.parse(text ?? '{}') ?? {};
    const within = (
      value: unknown,
      { least, most }: typeof SPEEDS | typeof DELAYS,
      usual: number,
    ) => (typeof value === 'number' && value >= least && value <= most ? value : usual);
    return {
      speed: within(kept.speed, SPEEDS, USUAL_MOTION.speed),
      delay: within(kept.delay, DELAYS, USUAL_MOTION.delay),
      frames: FRAME_CAPS.find((one) => one === kept.frames) ?? USUAL_MOTION.frames,
      reduced: REDUCED.find((one) => one === kept.reduced) ?? USUAL_MOTION.reduced,
      bounce: kept.bounce === true,
    };
  } catch {
    return USUAL_MOTION;
  }
}

/** Storage can be forbidden altogether; then choices last as long as the page. */
function read(storage: Storage | undefined): MotionSettings {
  try {
    return readMotion(storage?.getItem(KEY) ?? null);
  } catch {
    return USUAL_MOTION;
  }
}

const wanted = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');

/** True where the reader asked for nothing to move. */
export const isReduced = (): boolean =>
  motion.value.reduced === 'system' ? wanted?.matches === true : motion.value.reduced === 'on';

/** Nothing moves where the reader asked for that, nor where there is nothing to see. */
export const still = (): boolean =>
  isReduced() || globalThis.document?.visibilityState === 'hidden';

if (globalThis.document) {
  const tell = () => {
    document.documentElement.dataset.motion = isReduced() ? 'still' : 'moving';
  };
  wanted?.addEventListener('change', tell);
  effect(() => {
    tell();
    try {
      localStorage.setItem(KEY, JSON.stringify(motion.value));
    } catch {
      // It lasts as long as the page then.
    }
  });
}
