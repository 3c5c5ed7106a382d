import type { AskFunnelResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import { joinSentences } from '../join-sentences';
import { periodName } from '../period-names';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';
import { usualWindow } from './funnel-search';

/** What exactly a funnel shows, and who is not counted as dropped off. */
export function useFunnelSentence(answer: AskFunnelResponse): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence(answer);
  const { question } = answer;
  const range =
    question.from_on && question.to_on
      ? t('funnel.say_range', {
          from: periodName(question.from_on, 'day', locale),
          to: periodName(question.to_on, 'day', locale),
        })
      : undefined;
  return joinSentences(
    [
      t(`funnel.say_${question.order ?? 'ordered'}`, {
        unit: t(`sentence.unit_${answer.unit}`),
        first: words.say(answer.steps[0]?.event),
        window: formatDuration(question.window_seconds ?? usualWindow, locale),
      }),
      ...(range ? [range] : []),
      t('funnel.say_open'),
      ...(question.exclusions?.length ? [t('funnel.say_excluded')] : []),
      scope(undefined),
    ],
    locale,
  );
}
