import { type CurrentAssignment, getAssignmentRules, publishAssignmentRules } from '@perennial/api-client';
import { getAssignmentRulesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { LoadedCard } from '../../../shared/queries/loaded-card';
import { type Published, useRulesDraft } from '../../../shared/rules/use-rules-draft';
import type { RoutingPanelProps } from '../routing-page';
import { AssignmentEditor } from './assignment-editor';
import type { AssignmentRules } from './assignment-rules';

/** Who gets new leads. */
export function AssignmentPanel(panel: RoutingPanelProps) {
  const query = useQuery(getAssignmentRulesOptions());
  return (
    <LoadedCard query={query}>{(stored) => <Editor panel={panel} stored={published(stored)} />}</LoadedCard>
  );
}

function Editor({ panel, stored }: { panel: RoutingPanelProps; stored: Published<AssignmentRules> }) {
  const draft = useRulesDraft<AssignmentRules>({
    stored,
    send: async (body, seen) => {
      const headers = { 'If-Match': `"${seen}"` };
      return published((await publishAssignmentRules({ body, headers, throwOnError: true })).data);
    },
    read: async (query) => published((await getAssignmentRules({ query, throwOnError: true })).data),
  });
  return <AssignmentEditor panel={panel} draft={draft} />;
}

function published({ version, ...rules }: CurrentAssignment): Published<AssignmentRules> {
  return { version, rules };
}
