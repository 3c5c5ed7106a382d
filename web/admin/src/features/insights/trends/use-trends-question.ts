import type { AskTrendsResponse } from '@perennial/api-client';
import { askTrendsOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useGroupTitle } from '../breakdown/use-groups';
import { periodName } from '../period-names';
import { type TrendsSearch, toTrendsQuestion } from './trends-search';
import { useSeriesNames } from './use-series-names';

/** The question as it is asked, and what its answer says about itself. */
export function useTrendsQuestion(search: TrendsSearch) {
  const { locale } = useKit();
  const namesOf = useSeriesNames();
  const parameters = toTrendsQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'trends' as const, parameters },
    ask: askTrendsOptions({ body: parameters }),
    isEmpty: ({ series }: AskTrendsResponse) =>
      series.every(({ values }) => values.every(({ value }) => !value)),
    titleOf: (answer: AskTrendsResponse, cell: string) =>
      inGroup(answer.groups, cell, (id) => {
        const names = namesOf(answer);
        for (const [index, { values }] of answer.series.entries()) {
          const at = values.findIndex((value) => value.cell === id);
          const start = answer.starts[at];
          if (start) return `${periodName(start, answer.question.period ?? 'day', locale)} · ${names[index]}`;
        }
        return undefined;
      }),
  };
}
