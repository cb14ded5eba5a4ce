/** Finds a country's outline by a name or code; null until outlines are fetched. */
let find: ((name: string) => GeoJSON.Feature | null) | null = null;

export const knowOutlines = (by: (name: string) => GeoJSON.Feature | null): void => {
  find = by;
};

export const knowsOutlines = (): boolean => find !== null;

/** The outline that a country's name or code stands for; null where it is none. */
export const namedOutline = (name: string): GeoJSON.Feature | null => find?.(name) ?? null;
