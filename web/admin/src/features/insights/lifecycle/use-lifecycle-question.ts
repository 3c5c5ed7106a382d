import type { AskLifecycleResponse } from '@perennial/api-client';
import { askLifecycleOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useGroupTitle } from '../breakdown/use-groups';
import { periodName } from '../period-names';
import { type LifecycleSearch, lifecycleParts, toLifecycleQuestion } from './lifecycle-search';

/** The question as it is asked, and what its answer says about itself. */
export function useLifecycleQuestion(search: LifecycleSearch) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const parameters = toLifecycleQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'lifecycle' as const, parameters },
    ask: askLifecycleOptions({ body: parameters }),
    isEmpty: ({ rows }: AskLifecycleResponse) =>
      rows.every(({ active, dormant }) => active === 0 && dormant === 0),
    titleOf: ({ rows, question, groups }: AskLifecycleResponse, cell: string) =>
      inGroup(groups, cell, (id) => {
        for (const row of rows) {
          const part = lifecycleParts.find((each) => row.cells[each] === id);
          if (part)
            return `${periodName(row.starts_on, question.period ?? 'week', locale)} · ${t(`lifecycle.${part}`)}`;
        }
        return undefined;
      }),
  };
}
