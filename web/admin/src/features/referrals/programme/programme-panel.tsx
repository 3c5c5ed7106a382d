import {
  type CurrentProgramme,
  getReferralProgramme,
  publishReferralProgramme,
  type ReferralProgramme,
} from '@perennial/api-client';
import { getReferralProgrammeOptions } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { type Published, useRulesDraft } from '../../../shared/rules/use-rules-draft';
import type { PanelProps } from '../referral-search';
import { ProgrammeEditor } from './programme-editor';

/** What people get for sending us others. */
export function ProgrammePanel({ canConfigure }: PanelProps) {
  const query = useQuery(getReferralProgrammeOptions());
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
  return <Editor canConfigure={canConfigure} stored={published(query.data)} />;
}

function Editor({ canConfigure, stored }: { canConfigure: boolean; stored: Published<ReferralProgramme> }) {
  const draft = useRulesDraft<ReferralProgramme>({
    stored,
    send: async (body, seen) => {
      const headers = { 'If-Match': `"${seen}"` };
      return published((await publishReferralProgramme({ body, headers, throwOnError: true })).data);
    },
    read: async (query) => published((await getReferralProgramme({ query, throwOnError: true })).data),
    tags: ['referrals'],
  });
  return <ProgrammeEditor draft={draft} canConfigure={canConfigure} />;
}

function published({ version, ...rules }: CurrentProgramme): Published<ReferralProgramme> {
  return { version, rules };
}
