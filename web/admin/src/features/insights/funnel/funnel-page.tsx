import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEventCatalogue } from '../../../shared/activity/event-catalogue';
import { QuestionPage } from '../question-page';
import { useQuestionPage } from '../use-question-page';
import { FunnelAnswer } from './funnel-answer';
import { FunnelBuilder } from './funnel-builder';
import { funnelSearchOf, usualSteps } from './funnel-search';
import { useFunnelQuestion } from './use-funnel-question';

export function FunnelPage() {
  const { t } = useTranslation('insights');
  const search = useSearch({ from: '/_app/insights/funnel' });
  const catalogue = useEventCatalogue();
  const busiest = (catalogue.data?.data ?? []).map(({ name }) => name);
  const chosen = search.steps ?? usualSteps(busiest);
  // Two steps at least are there to be filled.
  const steps = [...chosen, [], []].slice(0, Math.max(2, chosen.length));
  const { ask, question, figuresOf, ...asked } = useFunnelQuestion(search, steps);
  const { page, shown, set } = useQuestionPage({
    search,
    navigate: useNavigate({ from: '/insights/funnel' }),
    ask,
    keep: { question, searchOf: funnelSearchOf },
  });
  return (
    <QuestionPage
      {...page}
      {...asked}
      builder={<FunnelBuilder search={search} steps={steps} set={set} />}
      missing={question || catalogue.isPending ? undefined : t('funnel.missing')}
    >
      {(answer) => <FunnelAnswer answer={answer} figures={figuresOf(answer)} {...shown} />}
    </QuestionPage>
  );
}
