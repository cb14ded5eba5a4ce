import { describe, expect, it } from 'vitest';
import { studentTail } from '../../../src/metrics/distributions/index.ts';
import { corrected } from '../../../src/models/experiment/correction.ts';
import { experiment } from '../../../src/models/experiment/index.ts';
import { integrated } from '../../../src/models/experiment/integrated.ts';
import { detectable, powerOf, unitsFor } from '../../../src/models/experiment/power.ts';
import { ratioCheck } from '../../../src/models/experiment/ratio.ts';
import type { ExperimentOptions } from '../../../src/models/experiment/types.ts';
import {
  noncentralTail,
  valueDetectable,
  valuePowerOf,
  valueUnitsFor,
} from '../../../src/models/experiment/value-power.ts';

/* The published figures of Cookie Cats; tests, intervals and corrections by statsmodels 0.15 and SciPy 1.17. */
const COOKIE_CATS = {
  units: Float64Array.of(44_700, 45_489),
  valued: Float64Array.of(44_700, 45_489),
  mean: Float64Array.of(52.45626398210291, 51.29877552814966),
  variance: Float64Array.of(65903.32189749404, 10669.736421513297),
};
const OPTIONS: ExperimentOptions = {
  alpha: 0.05,
  correction: 'holm',
  looks: 1,
  split: null,
  baseline: null,
  effect: 0.05,
  relative: true,
  plans: 'rates',
  mean: null,
  deviation: null,
  power: 0.8,
};

type Columns = Record<string, Float64Array>;

async function run(conversions: readonly number[], more: Partial<ExperimentOptions> = {}) {
  const made = await experiment(
    { variants: { ...COOKIE_CATS, conversions: Float64Array.from(conversions) } },
    { ...OPTIONS, ...more },
    { tell: () => undefined },
  );
  return made as unknown as Record<'tests' | 'ratio' | 'planner' | 'curve', Columns>;
}

const second = (columns: Columns, name: string) => Number(columns[name]?.[1]);

describe('the tests of an experiment', () => {
  it('tell Cookie Cats as statsmodels does', async () => {
    const { tests, ratio } = await run([20_034, 20_119]);
    expect(second(tests, 'z')).toBeCloseTo(-1.7840862247974725, 11);
    expect(second(tests, 'p')).toBeCloseTo(0.07440965529691913, 13);
    expect(second(tests, 'conversion_difference_low')).toBeCloseTo(-0.012392439449445219, 13);
    expect(second(tests, 'conversion_difference_high')).toBeCloseTo(0.0005820998747623034, 13);
    expect(second(tests, 'conversion_uplift_low')).toBeCloseTo(0.9725501440588552 - 1, 12);
    expect(second(tests, 'conversion_uplift_high')).toBeCloseTo(1.0013080478541465 - 1, 12);
    expect(second(tests, 'conversion_low')).toBeCloseTo(0.43772374727049607, 13);
    expect(second(tests, 'conversion_high')).toBeCloseTo(0.44685149948007, 13);
    expect(second(tests, 't')).toBeCloseTo(-0.8854374331270666, 10);
    expect(second(tests, 'degrees')).toBeCloseTo(58595.48142257401, 5);
    expect(second(tests, 'value_p')).toBeCloseTo(0.3759243840932619, 10);
    expect(second(tests, 'value_difference_low')).toBeCloseTo(-3.719705116494647, 9);
    expect(second(tests, 'value_difference_high')).toBeCloseTo(1.404728208588149, 9);
    expect(tests.mean_low?.[0]).toBeCloseTo(50.07635831864229, 9);
    expect(tests.mean_high?.[0]).toBeCloseTo(54.83616964556353, 9);
    expect(ratio.p?.[0]).toBeCloseTo(0.008607987810836262, 13);
    expect(tests.p?.[0]).toBeNaN();
    const seventh = await run([8502, 8279]);
    expect(second(seventh.tests, 'p')).toBeCloseTo(0.001554249975614329, 14);
  });

  it('come out the same where densities are summed up', async () => {
    for (const [z, t, degrees] of [
      [-1.7840862247974725, -0.8854374331270666, 58595.48142257401],
      [3.2, 2.4, 3.7],
      [0.01, 12, 1.2],
    ] as const) {
      const made = await integrated(
        {
          statistics: {
            number: Float64Array.of(1),
            z: Float64Array.of(z),
            t: Float64Array.of(t),
            degrees: Float64Array.of(degrees),
          },
        },
        { alpha: 0.05 },
        { tell: () => undefined },
      );
      const { tails } = made as unknown as { tails: Columns };
      const { normalTail, studentTail, normalQuantile, studentQuantile } = await import(
        '../../../src/metrics/distributions/index.ts'
      );
      expect(tails.p?.[0]).toBeCloseTo(2 * normalTail(Math.abs(z)), 11);
      expect(tails.value_p?.[0]).toBeCloseTo(2 * studentTail(Math.abs(t), degrees), 11);
      expect(tails.critical?.[0]).toBeCloseTo(normalQuantile(0.025), 10);
      expect(tails.value_critical?.[0]).toBeCloseTo(studentQuantile(0.025, degrees), 9);
    }
  });

  it('say nothing of groups that nobody or everybody converted in', async () => {
    const { tests } = await run([0, 0]);
    expect(second(tests, 'p')).toBeNaN();
    expect(second(tests, 'conversion_uplift')).toBeNaN();
    expect(second(tests, 'conversion_difference')).toBe(0);
    expect(tests.conversion_low?.[0]).toBe(0);
    expect(tests.conversion_high?.[0]).toBeGreaterThan(0);
  });
});

describe('several variants', () => {
  // statsmodels 0.15 (proportions_ztest, confint_proportions_2indep, multipletests) and SciPy 1.17 (ttest_ind_from_stats).
  const KNOWN = {
    z: [2.403677908104464, 0.6090430405644719],
    p: [0.016231067069109702, 0.5424959105553315],
    conversion_low: [0.10702230902892756, 0.09517273750145216],
    conversion_high: [0.12679084534549911, 0.11364614099806084],
    conversion_difference_low: [0.003053066441709308, -0.00897499070798877],
    conversion_difference_high: [0.030033353311377096, 0.017070228803226842],
    conversion_uplift_low: [0.028499901294113617, -0.08426266728606002],
    conversion_uplift_high: [0.32059514553555113, 0.18220658290670277],
    t: [2.0761741233532605, -1.1864894814074094],
    value_p: [0.037909980824346386, 0.23546343862546262],
    value_difference_low: [0.03349748330077118, -0.7956436912713059],
    value_difference_high: [1.1665025166992282, 0.1956436912713045],
    mean_low: [12.668700994064626, 11.86723217042929],
    mean_high: [13.531299005935374, 12.532767829570709],
  };
  const CORRECTED = {
    holm: {
      p: [0.032462134138219405, 0.5424959105553315],
      value_p: [0.07581996164869277, 0.23546343862546262],
    },
    bonferroni: {
      p: [0.032462134138219405, 1],
      value_p: [0.07581996164869277, 0.47092687725092525],
    },
  };
  const variants = {
    units: Float64Array.of(4100, 4050, 4200),
    conversions: Float64Array.of(410, 472, 437),
    valued: Float64Array.of(4100, 4050, 4200),
    mean: Float64Array.of(12.5, 13.1, 12.2),
    variance: Float64Array.of(144, 196, 121),
  };

  it.each(['holm', 'bonferroni'] as const)(
    'are each told against the control, %s',
    async (correction) => {
      const made = await experiment(
        { variants },
        { ...OPTIONS, correction },
        { tell: () => undefined },
      );
      const { tests, ratio } = made as unknown as Record<'tests' | 'ratio', Columns>;
      const near = (name: string, known: readonly number[]) => {
        const told = [...(tests[name] ?? [])].slice(1);
        expect(told).toHaveLength(known.length);
        for (const [at, value] of told.entries())
          expect(value, name).toBeCloseTo(known[at] ?? 0, 9);
      };
      for (const [name, known] of Object.entries(KNOWN)) near(name, known);
      near('p_corrected', CORRECTED[correction].p);
      near('value_p_corrected', CORRECTED[correction].value_p);
      expect(ratio.p?.[0]).toBeCloseTo(0.24243926621185538, 12);
    },
  );

  it('have about the power that the binomial and Welch’s distributions themselves give', () => {
    // Summed over all outcomes of two binomial variables; 40,000 pairs of normal samples. The plan takes z as normal.
    const rates = (baseline: number, effect: number, one: number, other: number) =>
      powerOf({ baseline, effect, alpha: 0.05 }, one, other);
    expect(Math.abs(rates(0.1, 0.05, 400, 800) - 0.6849184990160198)).toBeLessThan(0.01);
    expect(Math.abs(rates(0.1, 0.02, 1000, 2000) - 0.368597898406283)).toBeLessThan(0.01);
    expect(Math.abs(rates(0.5, 0.25, 50, 50) - 0.7452051798883932)).toBeLessThan(0.01);
    const values = valuePowerOf({ deviation: 1, effect: 0.5, alpha: 0.05 }, 40, 20);
    expect(Math.abs(values - 0.427825)).toBeLessThan(0.01);
  });
});

describe('corrections', () => {
  it('are those of statsmodels', () => {
    const values = [0.01, 0.04, 0.03, 0.005, 0.2];
    const near = (found: readonly number[], known: readonly number[]) =>
      found.forEach((p, index) => {
        expect(p).toBeCloseTo(Number(known[index]), 14);
      });
    near(corrected(values, 'holm', 1), [0.04, 0.09, 0.09, 0.025, 0.2]);
    near(corrected(values, 'bonferroni', 1), [0.05, 0.2, 0.15, 0.025, 1]);
    expect(corrected(values, 'none', 1)).toEqual(values);
  });

  it('leave what is no comparison out of the count, and take looks as further comparisons', () => {
    expect(corrected([Number.NaN, 0.02], 'bonferroni', 1)).toEqual([Number.NaN, 0.02]);
    expect(corrected([Number.NaN, 0.02], 'holm', 3)[1]).toBeCloseTo(0.06, 14);
    expect(corrected([0.02, 0.03], 'none', 2)).toEqual([0.04, 0.06]);
  });
});

describe('the sample-ratio check', () => {
  it('is Pearson’s test against the planned split', () => {
    const planned = ratioCheck([1000, 1100, 2050], [25, 25, 50]);
    expect(planned.chiSquare).toBeCloseTo(5.421686746987952, 12);
    expect(planned.p).toBeCloseTo(0.06648071499232043, 13);
    expect(ratioCheck([10], null).p).toBeNaN();
  });

  it('tells nothing where the plan has another number of arms', async () => {
    const { ratio, tests } = await run([20_034, 20_119], { split: [1, 1, 1] });
    expect(ratio.p?.[0]).toBeNaN();
    expect(second(tests, 'p')).toBeCloseTo(0.0744, 4);
  });
});

describe('the planner', () => {
  it('is that of R’s power.prop.test and of statsmodels', () => {
    expect(powerOf({ baseline: 0.5, effect: 0.25, alpha: 0.05 }, 50, 50)).toBeCloseTo(0.7401659, 6);
    expect(unitsFor({ baseline: 0.5, effect: 0.25, alpha: 0.05 }, 0.9)).toBe(77);
    expect(powerOf({ baseline: 0.1, effect: 0.05, alpha: 0.05 }, 1000, 1000)).toBeCloseTo(
      0.9228823416294455,
      6,
    );
    expect(powerOf({ baseline: 0.1, effect: 0.02, alpha: 0.05 }, 1000, 2000)).toBeCloseTo(
      0.3670352666213477,
      3,
    );
  });

  it('is its own inverse', () => {
    for (const baseline of [0.02, 0.2, 0.6])
      for (const effect of [0.01, -0.015, 0.1]) {
        const design = { baseline, effect, alpha: 0.05 };
        const units = unitsFor(design, 0.8);
        expect(powerOf(design, units, units)).toBeGreaterThanOrEqual(0.8);
        expect(powerOf(design, units - 1, units - 1)).toBeLessThan(0.8);
        if (effect < 0) continue;
        const least = detectable(design, units, units, 0.8);
        expect(least).toBeLessThanOrEqual(effect);
        expect(powerOf({ ...design, effect: least }, units, units)).toBeCloseTo(0.8, 12);
      }
  });

  it('cannot plan for nothing, nor for more than all', () => {
    expect(unitsFor({ baseline: 0.5, effect: 0, alpha: 0.05 }, 0.8)).toBeNaN();
    expect(unitsFor({ baseline: 0.9, effect: 0.2, alpha: 0.05 }, 0.8)).toBeNaN();
  });

  it('shares the level out among comparisons and looks', async () => {
    const once = await run([20_034, 20_119]);
    const thrice = await run([20_034, 20_119], { looks: 3 });
    expect(once.planner.alpha?.[0]).toBe(0.05);
    expect(thrice.planner.alpha?.[0]).toBeCloseTo(0.05 / 3, 15);
    expect(Number(thrice.planner.units?.[0])).toBeGreaterThan(Number(once.planner.units?.[0]));
    expect(once.curve.units).toHaveLength(60);
  });
});

describe('the planner of a value', () => {
  it('is that of R’s power.t.test and of statsmodels', () => {
    const design = { deviation: 1, effect: 1, alpha: 0.05 };
    expect(valuePowerOf(design, 20, 20)).toBeCloseTo(0.8689528, 6);
    expect(valueUnitsFor(design, 0.9)).toBe(23);
    for (const [effect, units] of [
      [0.2, 394],
      [0.5, 64],
      [0.8, 26],
    ] as const)
      expect(valueUnitsFor({ ...design, effect }, 0.8)).toBe(units);
  });

  it('is Student’s distribution where nothing is there to find', () => {
    for (const degrees of [1, 2, 4.5, 30, 1e6])
      for (const t of [0, 0.7, 2.5])
        expect(noncentralTail(t, degrees, 0)).toBeCloseTo(studentTail(t, degrees), 11);
  });

  it('knows no scale, and no arm by its place', () => {
    const power = valuePowerOf({ deviation: 2, effect: 0.4, alpha: 0.01 }, 300, 900);
    expect(valuePowerOf({ deviation: 200, effect: -40, alpha: 0.01 }, 900, 300)).toBeCloseTo(
      power,
      12,
    );
    expect(power).toBeLessThan(valuePowerOf({ deviation: 2, effect: 0.4, alpha: 0.01 }, 600, 600));
  });

  it('is its own inverse', () => {
    for (const deviation of [3, 250])
      for (const effect of [-2, 0.5]) {
        const design = { deviation, effect, alpha: 0.05 };
        const units = valueUnitsFor(design, 0.8);
        expect(valuePowerOf(design, units, units)).toBeGreaterThanOrEqual(0.8);
        expect(valuePowerOf(design, units - 1, units - 1)).toBeLessThan(0.8);
        const least = valueDetectable(design, units, units, 0.8);
        expect(least).toBeLessThanOrEqual(Math.abs(effect));
        expect(valuePowerOf({ ...design, effect: least }, units, units)).toBeCloseTo(0.8, 10);
      }
    expect(valueUnitsFor({ deviation: 1, effect: 0, alpha: 0.05 }, 0.8)).toBeNaN();
  });

  it('begins at the control, or at what it is told', async () => {
    const { planner, tests, curve } = await run([Number.NaN, Number.NaN], { plans: 'values' });
    expect(planner.baseline?.[0]).toBe(COOKIE_CATS.mean[0]);
    expect(planner.deviation?.[0]).toBeCloseTo(256.7164231160407, 8);
    expect(planner.effect?.[0]).toBeCloseTo(52.45626398210291 * 0.05, 10);
    expect(second(tests, 'value_detectable')).toBeGreaterThan(4);
    expect(second(tests, 'power')).toBeLessThan(0.8);
    expect(tests).not.toHaveProperty('conversion_detectable');
    expect(curve.power).toHaveLength(60);
    const told = await run([0, 0], {
      plans: 'values',
      mean: 10,
      deviation: 1,
      effect: 1,
      relative: false,
      power: 0.9,
    });
    expect(told.planner.units?.[0]).toBe(23);
  });
});
