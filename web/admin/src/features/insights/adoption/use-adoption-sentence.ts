import type { AskAdoptionResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import { joinSentences } from '../join-sentences';
import { periodName } from '../period-names';
import { useScopeSentence } from '../use-scope-sentence';
import { usualMin } from './adoption-search';

/** Without `hasParts`, only what the shares are of: who is new or lost is not shown. */
export function useAdoptionSentence(answer: AskAdoptionResponse, hasParts: boolean): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const scope = useScopeSentence(answer);
  const { question } = answer;
  const hasTime = answer.features.some(({ time_reason }) => !time_reason);
  return joinSentences(
    [
      t('adoption.say', {
        unit: t(`sentence.unit_${answer.unit}`),
        from: question.from_on ? periodName(question.from_on, 'day', locale) : '',
        to: question.to_on ? periodName(question.to_on, 'day', locale) : '',
        count: question.min_occurrences ?? usualMin,
      }),
      ...(hasParts ? [t('adoption.say_parts')] : []),
      ...(hasParts && hasTime
        ? [t('adoption.say_time', { gap: formatDuration(question.gap_seconds ?? null, locale) })]
        : []),
      scope(undefined),
    ],
    locale,
  );
}
