import { type CurrentPools, getPoolRules, type PoolRules, publishPoolRules } from '@perennial/api-client';
import { getPoolRulesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { LoadedCard } from '../../../shared/queries/loaded-card';
import { type Published, useRulesDraft } from '../../../shared/rules/use-rules-draft';
import type { RoutingPanelProps } from '../routing-page';
import { PoolsEditor } from './pools-editor';

/** Which leads go back when nobody follows up, and who may take them. */
export function PoolsPanel(panel: RoutingPanelProps) {
  const query = useQuery(getPoolRulesOptions());
  return (
    <LoadedCard query={query}>{(stored) => <Editor panel={panel} stored={published(stored)} />}</LoadedCard>
  );
}

function Editor({ panel, stored }: { panel: RoutingPanelProps; stored: Published<PoolRules> }) {
  const draft = useRulesDraft<PoolRules>({
    stored,
    send: async (body, seen) => {
      const headers = { 'If-Match': `"${seen}"` };
      return published((await publishPoolRules({ body, headers, throwOnError: true })).data);
    },
    read: async (query) => published((await getPoolRules({ query, throwOnError: true })).data),
  });
  return <PoolsEditor panel={panel} draft={draft} />;
}

function published({ version, pools }: CurrentPools): Published<PoolRules> {
  return { version, rules: { pools } };
}
