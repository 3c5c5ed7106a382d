import type { AskStickinessResponse } from '@perennial/api-client';
import { askStickinessOptions } from '@perennial/api-client/queries';
import { useTranslation } from 'react-i18next';
import { useGroupTitle } from '../breakdown/use-groups';
import { type StickinessSearch, toStickinessQuestion } from './stickiness-search';

/** The question as it is asked, and what its answer says about itself. */
export function useStickinessQuestion(search: StickinessSearch) {
  const { t } = useTranslation('insights');
  const parameters = toStickinessQuestion(search);
  const inGroup = useGroupTitle(parameters);
  return {
    question: { kind: 'stickiness' as const, parameters },
    ask: askStickinessOptions({ body: parameters }),
    isEmpty: ({ units }: AskStickinessResponse) => units === 0,
    titleOf: ({ exactly, at_least, question, groups }: AskStickinessResponse, cell: string) =>
      inGroup(groups, cell, (id) => {
        const period = question.period ?? 'day';
        const exact = exactly.find((each) => each.cell === id);
        if (exact) return t(`stickiness.exactly_${period}`, { count: exact.periods });
        const least = at_least.find((each) => each.cell === id);
        return least && t(`stickiness.at_least_${period}`, { count: least.periods });
      }),
  };
}
