import type { AskFunnelResponse } from '@perennial/api-client';
import { askFunnelOptions } from '@perennial/api-client/queries';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEventCatalogue } from '../../../shared/activity/event-catalogue';
import type { FunnelFigures } from '../../../shared/charts/funnel-types';
import { QuestionPage } from '../question-page';
import { useEventWords } from '../use-event-words';
import { FunnelAnswer } from './funnel-answer';
import { FunnelBuilder } from './funnel-builder';
import { type FunnelSearch, toFunnelQuestion, usualSteps } from './funnel-search';

export function FunnelPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/funnel' });
  const navigate = useNavigate({ from: '/insights/funnel' });
  const catalogue = useEventCatalogue();
  const busiest = (catalogue.data?.data ?? []).map(({ name }) => name);
  const chosen = search.steps ?? usualSteps(busiest);
  // Two steps at least are there to be filled.
  const steps = [...chosen, [], []].slice(0, Math.max(2, chosen.length));
  const question = toFunnelQuestion(search, steps);
  const query = useQuery({
    ...askFunnelOptions({ body: question ?? { steps: [] } }),
    ...(question ? {} : { queryFn: skipToken }),
    placeholderData: keepPreviousData,
  });
  const words = useEventWords();
  const go = (next: FunnelSearch) => void navigate({ search: next });
  const figuresOf = (answer: AskFunnelResponse): FunnelFigures => ({
    unit: answer.unit,
    steps: answer.steps,
    stepName: (step) => words.title(answer.steps[step - 1]?.event),
  });
  return (
    <QuestionPage
      builder={
        <FunnelBuilder
          search={search}
          steps={steps}
          set={(change) => go({ ...search, ...change, open: undefined })}
        />
      }
      builderLabel={t('builder.title')}
      query={query}
      missing={question || catalogue.isPending ? undefined : t('funnel.missing')}
      isEmpty={(answer) => (answer.steps[0]?.units ?? 0) === 0}
      onReset={() => go({})}
      open={search.open}
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
      onClose={() => go({ ...search, open: undefined })}
    >
      {(answer) => (
        <FunnelAnswer
          answer={answer}
          figures={figuresOf(answer)}
          isRefreshing={query.isPlaceholderData}
          view={search.view ?? 'chart'}
          onView={(view) => go({ ...search, view: view === 'chart' ? undefined : view })}
          onOpen={(open) => go({ ...search, open })}
        />
      )}
    </QuestionPage>
  );
}
