import { TabhouseError } from '../engine/index.ts';
import { explain } from '../ui/explain.ts';

/**
 * The same work, whose rejections say in the page's language what is wrong and what to do: `message` is the sentence,
 * and where that names nothing, the browser's own words behind it; `code`, `position` and `cause` stay.
 */
export function inWords<Given extends readonly unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (cause) {
      const error =
        cause instanceof TabhouseError ? cause : new TabhouseError('internal', { cause });
      const { sentence, details } = explain(error);
      const { message } = error;
      error.message = details && error.code === 'internal' ? `${sentence} (${details})` : sentence;
      // The stack holds the message of its time, and it is what consoles show.
      if (error.stack) error.stack = error.stack.replace(message, () => error.message);
      throw error;
    }
  };
}
