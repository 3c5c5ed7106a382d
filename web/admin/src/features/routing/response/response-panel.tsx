import {
  type CurrentResponse,
  getResponseRules,
  publishResponseRules,
  type ResponseRules,
} from '@perennial/api-client';
import { getResponseRulesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { LoadedCard } from '../../../shared/queries/loaded-card';
import { type Published, useRulesDraft } from '../../../shared/rules/use-rules-draft';
import type { RoutingPanelProps } from '../routing-page';
import { ResponseEditor } from './response-editor';

/** How soon leads get their first answer, and how often that was kept. */
export function ResponsePanel(panel: RoutingPanelProps) {
  const query = useQuery(getResponseRulesOptions());
  return (
    <LoadedCard query={query}>{(stored) => <Editor panel={panel} stored={published(stored)} />}</LoadedCard>
  );
}

function Editor({ panel, stored }: { panel: RoutingPanelProps; stored: Published<ResponseRules> }) {
  const draft = useRulesDraft<ResponseRules>({
    stored,
    send: async (body, seen) => {
      const headers = { 'If-Match': `"${seen}"` };
      return published((await publishResponseRules({ body, headers, throwOnError: true })).data);
    },
    read: async (query) => published((await getResponseRules({ query, throwOnError: true })).data),
  });
  return <ResponseEditor panel={panel} draft={draft} />;
}

function published({ version, policies }: CurrentResponse): Published<ResponseRules> {
  return { version, rules: { policies } };
}
