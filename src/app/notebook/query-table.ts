import { identifier } from '../../engine/identifier.ts';
import { newBlock } from '../../notebook/index.ts';
import { handsOnScreen } from './hands.ts';

/** Puts a statement over a table below the notebook on screen, if there is one. */
export function queryTable(name: string): void {
  const hands = handsOnScreen.peek();
  const body = `SELECT * FROM ${identifier(name)} LIMIT 100`;
  hands?.insert(hands.cells.length, newBlock('sql', { body }));
}
