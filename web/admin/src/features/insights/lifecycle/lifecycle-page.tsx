import { askLifecycleOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CountedFields } from '../counted-fields';
import { DayField } from '../day-field';
import { NumberField } from '../number-field';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { LifecycleAnswer } from './lifecycle-answer';
import { lifecycleParts, toLifecycleQuestion } from './lifecycle-search';

const usualPeriods = 12;

export function LifecyclePage() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/insights/lifecycle' });
  const { page, shown, set } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/lifecycle' }),
    ask: askLifecycleOptions({ body: toLifecycleQuestion(search) }),
  });
  return (
    <QuestionPage
      {...page}
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
        </>
      }
      isEmpty={({ rows }) => rows.every(({ active, dormant }) => active === 0 && dormant === 0)}
      titleOf={({ rows, question }, id) => {
        for (const row of rows) {
          const part = lifecycleParts.find((each) => row.cells[each] === id);
          if (part)
            return `${periodName(row.starts_on, question.period ?? 'week', locale)} · ${t(`lifecycle.${part}`)}`;
        }
        return undefined;
      }}
    >
      {(answer) => <LifecycleAnswer answer={answer} {...shown} />}
    </QuestionPage>
  );
}
