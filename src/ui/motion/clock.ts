import { frameDone } from './frames.ts';
import { motion } from './settings.ts';

export interface Course {
  /** Milliseconds at the usual speed. */
  readonly duration: number;
  readonly easing: string;
}

/** How far a movement is, from 0 to 1 along its easing. */
export interface Clock {
  progress(): number;
  stop(): void;
}

/** A clock of the platform's animation engine: an animation that has no element. */
export function platformClock({ duration, easing }: Course): Clock {
  const { speed, delay } = motion.peek();
  const effect = new KeyframeEffect(null, [], {
    duration,
    delay: delay * speed,
    easing,
    fill: 'both',
  });
  const animation = new Animation(effect, document.timeline);
  animation.playbackRate = speed;
  animation.play();
  return {
    progress: () =>
      animation.playState === 'finished' ? 1 : (effect.getComputedTiming().progress ?? 0),
    stop: () => animation.cancel(),
  };
}

/** Calls `step` before each frame that the reader's frame rate allows, until it says false. */
export function eachFrame(step: () => boolean, frame = requestAnimationFrame): void {
  let last = Number.NEGATIVE_INFINITY;
  const next = (time: number) => {
    const { frames } = motion.peek();
    // A frame comes a little early or late: half of one more is not waited for.
    if (frames > 0 && time - last < 1000 / frames - 4) {
      frame(next);
      return;
    }
    last = time;
    const more = step();
    frameDone(time, more);
    if (more) frame(next);
  };
  frame(next);
}
