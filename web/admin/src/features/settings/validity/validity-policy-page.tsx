import { getValidityPolicyOptions } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { ValidityPolicyForm } from './validity-policy-form';

/** When a lead counts as valid. */
export function ValidityPolicyPage() {
  return (
    <GrantGate grant="leads:read">
      <Policy />
    </GrantGate>
  );
}

function Policy() {
  const { t } = useTranslation('validity');
  const canWrite = useGrant('leads:configure');
  const policy = useQuery(getValidityPolicyOptions());
  if (policy.isError) return <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />;
  return (
    <Card title={t('policy.title')} summary={t(canWrite ? 'policy.summary' : 'policy.summary_read')}>
      {policy.data ? (
        <ValidityPolicyForm key={policy.data.version} policy={policy.data} canWrite={canWrite} />
      ) : (
        <Skeleton active />
      )}
    </Card>
  );
}
