import { formatDateTime, formatDay, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { AnswerFacts } from './answer-facts';
import { useAudienceSentences } from './breakdown/use-audience-sentences';
import { joinSentences } from './join-sentences';
import { weekdayName } from './period-names';
import type { Period } from './question-search';

/** What these count, they count over the whole range. */
const countedOnce = ['paths', 'adoption'];

/** The end of every explanation: who is looked at, by which calendar, up to when, and what is not over yet. */
export function useScopeSentence(answer: AnswerFacts) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const audience = useAudienceSentences(answer.question, countedOnce.includes(answer.definition.id));
  const { as_of_on } = answer.question;
  return (period: Period | undefined): string =>
    joinSentences(
      [
        ...audience,
        period === 'week'
          ? t('sentence.zone_weeks', {
              zone: answer.time_zone,
              weekday: weekdayName(answer.week_start, locale),
            })
          : t('sentence.zone', { zone: answer.time_zone }),
        as_of_on
          ? t('sentence.as_of_on', { day: formatDay(as_of_on, locale) })
          : t('sentence.as_of', { at: formatDateTime(new Date(answer.as_of), locale, answer.time_zone) }),
      ],
      locale,
    );
}
