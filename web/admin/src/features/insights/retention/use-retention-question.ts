import type { AskRetentionResponse } from '@perennial/api-client';
import { askRetentionOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { RetentionFigures } from '../../../shared/charts/retention-types';
import { useGroupTitle } from '../breakdown/use-groups';
import { periodName } from '../period-names';
import { bracketBounds } from './retention-names';
import { type RetentionSearch, toRetentionQuestion } from './retention-search';

/** The question as it is asked, and what its answer says about itself. */
export function useRetentionQuestion(search: RetentionSearch) {
  const figuresOf = useRetentionNames();
  const parameters = toRetentionQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'retention' as const, parameters },
    ask: askRetentionOptions({ body: parameters }),
    isEmpty: ({ rows }: AskRetentionResponse) => rows.every(({ cohort_size }) => cohort_size === 0),
    figuresOf,
    titleOf: (answer: AskRetentionResponse, cell: string) =>
      inGroup(answer.groups, cell, (id) => titleOf(figuresOf(answer), id)),
  };
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
