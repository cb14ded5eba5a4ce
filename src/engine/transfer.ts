import * as Comlink from 'comlink';
import { type ErrorCode, TabhouseError } from './errors.ts';

/** What of an error a structured clone can carry. */
export interface ErrorShape {
  readonly code: ErrorCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly position: number | undefined;
  readonly cause: string | undefined;
}

/** Any error as plain data; one that is not ours becomes `internal`. */
export function toShape(error: unknown): ErrorShape {
  if (error instanceof TabhouseError) {
    const { code, parameters, position, cause } = error;
    return { code, parameters, position, cause: cause === undefined ? undefined : reason(cause) };
  }
  return { code: 'internal', parameters: {}, position: undefined, cause: reason(error) };
}

export function fromShape({ code, parameters, position, cause }: ErrorShape): TabhouseError {
  return new TabhouseError(code, {
    parameters,
    ...(position === undefined ? {} : { position }),
    ...(cause === undefined ? {} : { cause: new Error(cause) }),
  });
}

interface Thrown {
  readonly value: unknown;
}

/**
 * Lets `TabhouseError`s cross Comlink whole, which by itself keeps only the message; to be called once on both sides.
 */
export function transferErrors(): void {
  const inherited = Comlink.transferHandlers.get('throw');
  if (!inherited || Object.hasOwn(inherited, 'tabhouse')) return;
  const handler: Comlink.TransferHandler<Thrown, ErrorShape> & { readonly tabhouse: true } = {
    tabhouse: true,
    canHandle: (value): value is Thrown => inherited.canHandle(value),
    serialize: ({ value }) => [toShape(value), []],
    deserialize: (shape) => {
      throw fromShape(shape);
    },
  };
  Comlink.transferHandlers.set('throw', handler);
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
