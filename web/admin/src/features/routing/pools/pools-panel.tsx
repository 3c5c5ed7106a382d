import { type CurrentPools, getPoolRules, type PoolRules, publishPoolRules } from '@perennial/api-client';
import { getPoolRulesOptions } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { RoutingPanelProps } from '../routing-page';
import { type Published, useRulesDraft } from '../rules/use-rules-draft';
import { PoolsEditor } from './pools-editor';

/** Which leads go back when nobody follows up, and who may take them. */
export function PoolsPanel(panel: RoutingPanelProps) {
  const query = useQuery(getPoolRulesOptions());
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 10 }} />
      </Card>
    );
  }
  if (query.isError) {
    return (
      <Card>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  return <Editor panel={panel} stored={published(query.data)} />;
}

function Editor({ panel, stored }: { panel: RoutingPanelProps; stored: Published<PoolRules> }) {
  const draft = useRulesDraft<PoolRules>({
    stored,
    send: async (body, seen) => {
      const headers = { 'If-Match': `"${seen}"` };
      return published((await publishPoolRules({ body, headers, throwOnError: true })).data);
    },
    reload: async () => published((await getPoolRules({ throwOnError: true })).data),
  });
  return <PoolsEditor panel={panel} draft={draft} />;
}

function published({ version, pools }: CurrentPools): Published<PoolRules> {
  return { version, rules: { pools } };
}
