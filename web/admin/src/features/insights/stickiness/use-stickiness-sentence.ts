import type { AskStickinessResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { joinSentences } from '../join-sentences';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';
import type { Counting } from './stickiness-search';

/** What exactly stickiness shows. */
export function useStickinessSentence(answer: AskStickinessResponse, counting: Counting): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence(answer);
  const period = answer.question.period ?? 'day';
  return joinSentences(
    [
      t(`stickiness.say_${counting}`, {
        event: words.say(answer.question.event),
        unit: t(`sentence.unit_${answer.unit}`),
        period: t(`sentence.period_${period}`),
      }),
      scope(period),
    ],
    locale,
  );
}
