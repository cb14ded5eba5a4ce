import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen, eventWords, prose, scopeSentence, span } from '../describe.ts';
import { sessionsSentence } from '../overview/sentences.ts';
import type { Definition, Facts } from '../types.ts';
import { type FunnelParameters, followsTime } from './parameters.ts';
import { ofEntity } from './tracks.ts';

/** What this funnel counts, with every choice that was made. The mode always comes first. */
export function defineFunnel(
  parameters: FunnelParameters,
  context: DatasetContext,
  facts: Facts,
): Definition {
  const { mode, basis, steps, window_seconds: window, exclude, hold, entry, by } = parameters;
  const timed = followsTime(parameters);
  const names = steps.map(eventWords).join(' → ');
  return {
    id: 'funnel',
    version: 1,
    title: t('metrics.funnel.named', {
      steps: names,
      mode: chosen('metrics.funnel.mode', mode),
      basis: chosen('metrics.basis', basis),
    }),
    text: prose(
      t('metrics.funnel.steps', { steps: names }),
      chosen('metrics.funnel.counts', basis),
      basis === 'session' ? sessionsSentence(context) : null,
      chosen('metrics.funnel.means', mode),
      timed && window !== null ? t('metrics.funnel.window', { time: span(window) }) : null,
      timed && window === null ? t('metrics.funnel.window.none') : null,
      !timed && window !== null ? t('metrics.funnel.window.unused') : null,
      timed && exclude.length > 0
        ? t('metrics.funnel.exclude', { events: eventWords(exclude) })
        : null,
      !timed && exclude.length > 0 ? t('metrics.funnel.exclude.unused') : null,
      timed ? chosen('metrics.funnel.starts', entry) : null,
      hold === null ? null : t('metrics.funnel.hold', { what: chosen('metrics.by', hold) }),
      by === null
        ? null
        : ofEntity(by)
          ? chosen('metrics.funnel.by', by)
          : t('metrics.funnel.by.event', { what: chosen('metrics.by', by) }),
      t('metrics.funnel.loss'),
      scopeSentence(parameters, context),
    ),
    facts,
  };
}
