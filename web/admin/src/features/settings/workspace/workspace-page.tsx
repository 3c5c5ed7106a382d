import { getWorkspaceOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, Facts } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { AuditLink } from '../parts/audit-link';
import { useWorkspaceNames } from './use-workspace-names';
import { WorkspaceForm } from './workspace-form';

export function WorkspacePage() {
  const { t } = useTranslation('settings');
  const canWrite = useGrant('workspace:write');
  const workspace = useQuery(getWorkspaceOptions());
  const names = useWorkspaceNames();
  if (workspace.isError) {
    return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />;
  }
  return (
    <Card
      title={t('workspace.title')}
      summary={t(canWrite ? 'workspace.summary' : 'workspace.summary_read')}
      actions={
        workspace.data ? (
          <AuditLink search={{ subject_id: workspace.data.id }}>{t('workspace.history')}</AuditLink>
        ) : null
      }
    >
      {workspace.isPending ? (
        <Skeleton active />
      ) : canWrite ? (
        <WorkspaceForm workspace={workspace.data} names={names} />
      ) : (
        <Facts
          facts={[
            { label: t('workspace.name'), value: workspace.data.name },
            { label: t('workspace.locale'), value: names.language(workspace.data.locale) },
            { label: t('workspace.time_zone'), value: workspace.data.time_zone },
            { label: t('workspace.currency'), value: names.currency(workspace.data.currency) },
            { label: t('workspace.week_start'), value: names.weekday(workspace.data.week_start) },
            { label: t('workspace.default_region'), value: names.region(workspace.data.default_region) },
            {
              label: t('workspace.mrr_while_paused'),
              value: t(`workspace.mrr_while_paused_${workspace.data.mrr_while_paused}`),
            },
          ]}
        />
      )}
    </Card>
  );
}
