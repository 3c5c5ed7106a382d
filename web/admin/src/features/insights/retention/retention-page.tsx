import type { AskRetentionResponse } from '@perennial/api-client';
import { askRetentionOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RetentionFigures } from '../../../shared/charts/retention-types';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { RetentionAnswer } from './retention-answer';
import { RetentionBuilder } from './retention-builder';
import { bracketBounds } from './retention-names';
import { toRetentionQuestion } from './retention-search';

export function RetentionPage() {
  const search = useSearch({ from: '/_app/insights/retention' });
  const { page, shown, set, go } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/retention' }),
    ask: askRetentionOptions({ body: toRetentionQuestion(search) }),
  });
  const figuresOf = useRetentionNames();
  return (
    <QuestionPage
      {...page}
      builder={<RetentionBuilder search={search} set={set} />}
      isEmpty={({ rows }) => rows.every(({ cohort_size }) => cohort_size === 0)}
      titleOf={(answer, cell) => titleOf(figuresOf(answer), cell)}
    >
      {(answer) => (
        <RetentionAnswer
          answer={answer}
          figures={figuresOf(answer)}
          {...shown}
          figure={search.figure ?? 'rate'}
          onFigure={(figure) => go({ figure: figure === 'rate' ? undefined : figure })}
        />
      )}
    </QuestionPage>
  );
}

/** An answer with its rows and columns called by name. */
function useRetentionNames() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  return (answer: AskRetentionResponse): RetentionFigures => {
    const period = answer.question.period ?? 'week';
    const brackets =
      answer.question.criteria === 'bracket' ? bracketBounds(answer.question.brackets ?? []) : undefined;
    return {
      unit: answer.unit,
      rows: answer.rows,
      mean: answer.mean,
      rowName: ({ starts_on }) => periodName(starts_on, period, locale),
      periodName: (at) => {
        // The cohort's own period stands before the brackets.
        const [from, to] = brackets?.[at - 1] ?? [at, at];
        return from === to
          ? t(`retention.column_${period}`, { at: from })
          : t(`retention.columns_${period}`, { from, to });
      },
    };
  };
}

function titleOf({ rows, rowName, periodName: nameOf }: RetentionFigures, id: string): string | undefined {
  for (const row of rows) {
    if (row.cell === id) return rowName(row);
    const found = row.cells.find(({ cell }) => cell === id);
    if (found) return `${rowName(row)} · ${nameOf(found.period)}`;
  }
  return undefined;
}
