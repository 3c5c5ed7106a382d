import type { AskFunnelResponse } from '@perennial/api-client';
import { askFunnelOptions } from '@perennial/api-client/queries';
import { skipToken } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEventCatalogue } from '../../../shared/activity/event-catalogue';
import type { FunnelFigures } from '../../../shared/charts/funnel-types';
import { QuestionPage } from '../question-page';
import { useEventWords } from '../use-event-words';
import { useQuestionPage } from '../use-question-page';
import { FunnelAnswer } from './funnel-answer';
import { FunnelBuilder } from './funnel-builder';
import { toFunnelQuestion, usualSteps } from './funnel-search';

export function FunnelPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/funnel' });
  const catalogue = useEventCatalogue();
  const busiest = (catalogue.data?.data ?? []).map(({ name }) => name);
  const chosen = search.steps ?? usualSteps(busiest);
  // Two steps at least are there to be filled.
  const steps = [...chosen, [], []].slice(0, Math.max(2, chosen.length));
  const question = toFunnelQuestion(search, steps);
  const { page, shown, set } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/funnel' }),
    ask: {
      ...askFunnelOptions({ body: question ?? { steps: [] } }),
      ...(question ? {} : { queryFn: skipToken }),
    },
  });
  const words = useEventWords();
  const figuresOf = (answer: AskFunnelResponse): FunnelFigures => ({
    unit: answer.unit,
    steps: answer.steps,
    stepName: (step) => words.title(answer.steps[step - 1]?.event),
  });
  return (
    <QuestionPage
      {...page}
      builder={<FunnelBuilder search={search} steps={steps} set={set} />}
      missing={question || catalogue.isPending ? undefined : t('funnel.missing')}
      isEmpty={(answer) => (answer.steps[0]?.units ?? 0) === 0}
      titleOf={(answer, id) => {
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
      }}
    >
      {(answer) => <FunnelAnswer answer={answer} figures={figuresOf(answer)} {...shown} />}
    </QuestionPage>
  );
}
