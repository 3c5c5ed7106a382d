import type { AskRetentionResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { joinSentences } from '../join-sentences';
import type { Period } from '../question-search';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';

/** What exactly a retention answer shows, in words: every parameter that shapes the figures is said. */
export function useRetentionSentence(answer: AskRetentionResponse, isCurve: boolean): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence(answer);
  const { question } = answer;
  const period: Period = question.period ?? 'week';
  const values = {
    start: words.say(question.start_event),
    event: words.say(question.return_event),
    unit: t(`sentence.unit_${answer.unit}`),
    period: t(`sentence.period_${period}`),
  };
  const min = question.min_occurrences ?? 1;
  return joinSentences(
    [
      t(`retention.say_${question.cohort_mode ?? 'first_time'}`, values),
      t(`retention.say_${question.criteria ?? 'on'}`, values),
      ...(min > 1 ? [t('retention.say_min', { count: min })] : []),
      ...(question.window === 'rolling_24h' ? [t('retention.say_rolling_24h')] : []),
      ...(question.reference === 'previous' ? [t('retention.say_previous', values)] : []),
      t('retention.say_maturity', values),
      ...(isCurve ? [t('retention.say_curve')] : []),
      scope(period),
    ],
    locale,
  );
}
