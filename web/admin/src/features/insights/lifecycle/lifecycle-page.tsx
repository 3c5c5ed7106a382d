import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AudienceFields } from '../breakdown/audience-fields';
import { splitShown } from '../breakdown/split-shown';
import { CountedFields } from '../counted-fields';
import { DayField } from '../day-field';
import { NumberField } from '../number-field';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { LifecycleAnswer } from './lifecycle-answer';
import { lifecycleSearchOf, usualPeriods } from './lifecycle-search';
import { useLifecycleQuestion } from './use-lifecycle-question';

export function LifecyclePage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/lifecycle' });
  const { ask, question, ...asked } = useLifecycleQuestion(search);
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/lifecycle' }),
    ask,
    keep: { question, searchOf: lifecycleSearchOf },
  });
  return (
    <QuestionPage
      {...page}
      {...asked}
      builder={
        <>
          <CountedFields search={search} usualPeriod="week" set={set} />
          <DayField
            label={t('lifecycle.first')}
            pointer="/first_on"
            value={search.first}
            onChange={(first) => set({ first })}
          />
          <NumberField
            label={t('lifecycle.periods')}
            pointer="/periods"
            value={search.periods ?? usualPeriods}
            min={1}
            max={120}
            onChange={(count) => set({ periods: count === usualPeriods ? undefined : count })}
          />
          <AudienceFields search={search} set={set} />
        </>
      }
    >
      {(answer) => <LifecycleAnswer answer={answer} {...shown} split={splitShown(search, go)} />}
    </QuestionPage>
  );
}
