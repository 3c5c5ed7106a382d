import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateButton } from '../../../lists/use-create-button';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { DeliveryList } from './delivery-list';
import { EndpointList } from './endpoint-list';
import { type WebhookSearch, type WebhookTab, webhookTabs } from './webhook-search';

const NewEndpointDrawer = lazy(() => import('./new-endpoint-drawer'));

export function WebhooksPage() {
  return (
    <GrantGate grant="webhooks:read">
      <Webhooks />
    </GrantGate>
  );
}

function Webhooks() {
  const { t } = useTranslation('webhooks');
  const canWrite = useGrant('webhooks:write');
  const search = useSearch({ from: '/_app/settings/webhooks' });
  const navigate = useNavigate({ from: '/settings/webhooks' });
  const change = (part: Partial<WebhookSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const tab: WebhookTab = search.tab ?? 'endpoints';
  const List = tab === 'endpoints' ? EndpointList : DeliveryList;
  const createButton = useCreateButton({
    label: t('action.create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ search: next === 'endpoints' ? {} : { tab: 'deliveries' } })}
        items={webhookTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      <List search={search} change={change} />
      {search.new && canWrite ? (
        <Suspense fallback={null}>
          <NewEndpointDrawer onClose={() => change({ new: undefined })} />
        </Suspense>
      ) : null}
    </>
  );
}
