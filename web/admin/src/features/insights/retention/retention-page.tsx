import type { AskRetentionResponse } from '@perennial/api-client';
import { askRetentionOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RetentionFigures } from '../../../shared/charts/retention-types';
import { periodName } from '../period-names';
import { QuestionPage } from '../question-page';
import { RetentionAnswer } from './retention-answer';
import { RetentionBuilder } from './retention-builder';
import { bracketBounds } from './retention-names';
import { type RetentionSearch, toRetentionQuestion } from './retention-search';

export function RetentionPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/retention' });
  const navigate = useNavigate({ from: '/insights/retention' });
  const query = useQuery({
    ...askRetentionOptions({ body: toRetentionQuestion(search) }),
    placeholderData: keepPreviousData,
  });
  const figuresOf = useRetentionNames();
  const go = (next: RetentionSearch) => void navigate({ search: next });
  // Cells are counted off within one answer: another question has others.
  const set = (change: Partial<RetentionSearch>) => go({ ...search, ...change, open: undefined });
  return (
    <QuestionPage
      builder={<RetentionBuilder search={search} set={set} />}
      builderLabel={t('builder.title')}
      query={query}
      isEmpty={({ rows }) => rows.every(({ cohort_size }) => cohort_size === 0)}
      onReset={() => go({})}
      open={search.open}
      titleOf={(answer, cell) => titleOf(figuresOf(answer), cell)}
      onClose={() => go({ ...search, open: undefined })}
    >
      {(answer) => (
        <RetentionAnswer
          answer={answer}
          figures={figuresOf(answer)}
          isRefreshing={query.isPlaceholderData}
          view={search.view ?? 'chart'}
          onView={(view) => go({ ...search, view: view === 'chart' ? undefined : view })}
          figure={search.figure ?? 'rate'}
          onFigure={(figure) => go({ ...search, figure: figure === 'rate' ? undefined : figure })}
          onOpen={(open) => go({ ...search, open })}
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
