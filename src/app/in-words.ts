import { TabhouseError } from '../engine/index.ts';
import { explain } from '../ui/explain.ts';

/**
 * The same work, whose rejections say in the page's language what is wrong and what to do: `message` is the sentence,
 * with DuckDB's or the browser's own words behind it; `code`, `position` and `cause` stay.
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
      error.message = details ? `${sentence} (${details})` : sentence;
      throw error;
    }
  };
}
