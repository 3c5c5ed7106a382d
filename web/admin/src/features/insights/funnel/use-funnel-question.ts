import type { AskFunnelResponse } from '@perennial/api-client';
import { askFunnelOptions } from '@perennial/api-client/queries';
import { useTranslation } from 'react-i18next';
import type { FunnelFigures } from '../../../shared/charts/funnel-types';
import type { ChosenEvents } from '../../../shared/events/chosen-events';
import { useGroupTitle } from '../breakdown/use-groups';
import { useEventWords } from '../use-event-words';
import { type FunnelSearch, toFunnelQuestion } from './funnel-search';

/** The question as it is asked, unless a step is still missing, and what its answer says about itself. */
export function useFunnelQuestion(search: FunnelSearch, steps: ChosenEvents[]) {
  const { t } = useTranslation('insights');
  const words = useEventWords();
  const parameters = toFunnelQuestion(search, steps);
  const inGroup = useGroupTitle(parameters ?? {});
  const figuresOf = (answer: AskFunnelResponse): FunnelFigures => ({
    unit: answer.unit,
    steps: answer.steps,
    stepName: (step) => words.title(answer.steps[step - 1]?.event),
  });
  return {
    question: parameters && { kind: 'funnel' as const, parameters },
    ask: {
      ...askFunnelOptions({ body: parameters ?? { steps: [] } }),
      enabled: parameters !== undefined,
    },
    isEmpty: (answer: AskFunnelResponse) => (answer.steps[0]?.units ?? 0) === 0,
    figuresOf,
    titleOf: (answer: AskFunnelResponse, cell: string) =>
      inGroup(answer.groups, cell, (id) => {
        const all = answer.cells;
        const whole = (['converted', 'dropped', 'still_open', 'excluded'] as const).find(
          (state) => all[state] === id,
        );
        if (whole) return t(`funnel.list_${whole}`);
        for (const { step, cells } of answer.steps) {
          const state = (['reached', 'dropped', 'still_open'] as const).find((each) => cells[each] === id);
          if (state) return `${figuresOf(answer).stepName(step)} · ${t(`funnel.list_${state}`)}`;
        }
        return undefined;
      }),
  };
}
