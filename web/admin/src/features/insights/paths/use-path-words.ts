import type { AskPathsResponse, PathLink, PathNode } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDuration, formatInterval, formatShare } from '../../../shared/charts/format';
import { smallSample } from '../../../shared/charts/heat';
import { useEventWords } from '../use-event-words';

/** How the parts of a paths answer are called, and how their figures are said. */
export function usePathWords() {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const { nameOf } = useEventWords();
  const nodeName = ({ kind, name }: PathNode): string =>
    kind === 'event' && name ? nameOf(name) : t(`insights:paths.${kind === 'between' ? 'between' : 'other'}`);
  return (answer: AskPathsResponse) => {
    const last = answer.steps.at(-1)?.step ?? 0;
    const leadsBack = Boolean(answer.question.end) && !answer.question.start;
    const stepName = (step: number): string => {
      if (!leadsBack) return t('insights:paths.step', { number: step });
      return step === last
        ? t('insights:paths.step_end')
        : t('insights:paths.step_before', { count: last - step });
    };
    return {
      nodeName,
      stepName,
      nodeTitle: (node: PathNode, step: number) => `${stepName(step)} · ${nodeName(node)}`,
      linkTitle: (from: PathNode, to: PathNode) => `${nodeName(from)} → ${nodeName(to)}`,
      units: (count: number) => t(`charts:count.${answer.unit}`, { count }),
      count: (value: number) => formatCount(value, locale),
      share: ({ rate, low, high }: PathNode) =>
        rate == null ? '—' : `${formatShare(rate, locale)} (${formatInterval(low, high, locale)})`,
      median: ({ median_seconds }: PathLink) => formatDuration(median_seconds, locale),
      /** What to beware of. */
      small: answer.paths < smallSample ? t('insights:paths.small', { count: smallSample }) : undefined,
    };
  };
}

export type PathWords = ReturnType<ReturnType<typeof usePathWords>>;
