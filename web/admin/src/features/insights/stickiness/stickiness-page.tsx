import { useNavigate, useSearch } from '@tanstack/react-router';
import { AudienceFields } from '../breakdown/audience-fields';
import { splitShown } from '../breakdown/split-shown';
import { CountedFields } from '../counted-fields';
import { QuestionPage } from '../question-page';
import { RangeFields } from '../range-fields';
import { useQuestionPage } from '../use-question-page';
import { StickinessAnswer } from './stickiness-answer';
import { stickinessSearchOf } from './stickiness-search';
import { useStickinessQuestion } from './use-stickiness-question';

export function StickinessPage() {
  const search = useSearch({ from: '/_app/insights/stickiness' });
  const { ask, question, ...asked } = useStickinessQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/stickiness' }),
    ask,
    keep: { question, figure: search.counting, searchOf: stickinessSearchOf },
  });
  return (
    <QuestionPage
      {...page}
      {...asked}
      builder={
        <>
          <CountedFields search={search} usualPeriod="day" set={set} />
          <RangeFields search={search} set={set} />
          <AudienceFields search={search} set={set} />
        </>
      }
    >
      {(answer) => (
        <StickinessAnswer
          answer={answer}
          {...shown}
          split={splitShown(search, go)}
          counting={search.counting ?? 'exactly'}
          onCounting={(counting) => go({ counting: counting === 'exactly' ? undefined : counting })}
        />
      )}
    </QuestionPage>
  );
}
