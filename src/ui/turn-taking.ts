import { turn } from './in-turn.ts';
import { Watching } from './watching.ts';

/** An element that draws itself when its turn comes; `updateComplete` resolves after that. */
export abstract class TurnTaking extends Watching {
  /** False where the next update is cheap, or the reader waits for it. */
  protected waits(): boolean {
    return true;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.waits()) await turn(this, () => super.scheduleUpdate());
    else super.scheduleUpdate();
  }
}
