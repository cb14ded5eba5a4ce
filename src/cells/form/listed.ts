/** `1–3, 4–7` of `[[1, 3], [4, 7]]`. */
export const rangesText = (value: unknown): string =>
  Array.isArray(value)
    ? value.map((pair) => (Array.isArray(pair) ? pair.join('–') : String(pair))).join(', ')
    : '';

/** `[[1, 3], [4, 7]]` of `1–3, 4–7`; undefined of nothing. What is no range is left out. */
export function rangesOf(text: string): readonly (readonly [number, number])[] | undefined {
  const found = text.split(/[,，;；]/).flatMap((part): (readonly [number, number])[] => {
    const [, from, to = from] = /^\s*(\d+)(?:\s*[-–~至]\s*(\d+))?\s*$/.exec(part) ?? [];
    return from === undefined ? [] : [[Number(from), Number(to)]];
  });
  return found.length > 0 ? found : undefined;
}

/** One option a line: `value`, or `value = label`. */
export const optionsText = (value: unknown): string =>
  Array.isArray(value)
    ? value
        .map((one) => {
          if (typeof one !== 'object' || one === null) return String(one);
          const { value: own, label } = one as { value?: unknown; label?: unknown };
          return typeof label === 'string' && label !== String(own)
            ? `${String(own)} = ${label}`
            : String(own);
        })
        .join('\n')
    : '';

/** The options of such lines; undefined of none. */
export function textOptions(text: string): readonly unknown[] | undefined {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, value, label] = /^(.*?)\s+=\s+(.*)$/.exec(line) ?? [];
      return value === undefined ? line : { value, label };
    });
  return found.length > 0 ? found : undefined;
}
