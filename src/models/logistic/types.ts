/** Users as columns: one array a feature, all of one length. */
export interface Sample {
  readonly rows: number;
  readonly features: readonly Float64Array[];
}

export interface Labelled extends Sample {
  /** 1 where the user bought, else 0. */
  readonly labels: Float64Array;
}

/** How each feature is put to mean 0 and standard deviation 1. */
export interface Scale {
  readonly means: Float64Array;
  /** Sample standard deviations; 0 where a feature is the same for all, which takes it out of the model. */
  readonly deviations: Float64Array;
}

/** A fitted model: weights of the standardised features, the intercept first. */
export interface Fit {
  readonly weights: Float64Array;
  readonly errors: Float64Array;
  readonly scale: Scale;
  readonly steps: number;
  readonly converged: boolean;
}
