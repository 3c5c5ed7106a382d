import { askStickinessOptions } from '@perennial/api-client/queries';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CountedFields } from '../counted-fields';
import { QuestionPage } from '../question-page';
import { RangeFields } from '../range-fields';
import { useQuestionPage } from '../use-question-page';
import { StickinessAnswer } from './stickiness-answer';
import { toStickinessQuestion } from './stickiness-search';

export function StickinessPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/stickiness' });
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/stickiness' }),
    ask: askStickinessOptions({ body: toStickinessQuestion(search) }),
  });
  return (
    <QuestionPage
      {...page}
      builder={
        <>
          <CountedFields search={search} usualPeriod="day" set={set} />
          <RangeFields search={search} set={set} />
        </>
      }
      isEmpty={({ units }) => units === 0}
      titleOf={({ exactly, at_least, question }, id) => {
        const period = question.period ?? 'day';
        const exact = exactly.find(({ cell }) => cell === id);
        if (exact) return t(`stickiness.exactly_${period}`, { count: exact.periods });
        const least = at_least.find(({ cell }) => cell === id);
        return least && t(`stickiness.at_least_${period}`, { count: least.periods });
      }}
    >
      {(answer) => (
        <StickinessAnswer
          answer={answer}
          {...shown}
          counting={search.counting ?? 'exactly'}
          onCounting={(counting) => go({ counting: counting === 'exactly' ? undefined : counting })}
        />
      )}
    </QuestionPage>
  );
}
