import { createFileRoute } from '@tanstack/react-router';
import { scoringSearchSchema } from '../../features/scores/score-search';
import { ScoringPage } from '../../features/scores/scoring-page';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/scoring')({
  validateSearch: scoringSearchSchema,
  loader: () => loadNamespaces('rules', 'scores', 'conditions', 'leads', 'operations', 'charts', 'grants'),
  component: ScoringPage,
  staticData: { crumb: 'shell:nav.scoring', stage: 'discover' },
});
