import type { Dashboard } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { PageHeader, showToast, useHotkeys, useIsPhone } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Check, Ellipsis, LayoutDashboard, Link2, Plus, RotateCw } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../shell/palette/screen-commands';
import { useDeleteDashboard } from './use-delete-dashboard';

const DashboardFormDrawer = lazy(() => import('./dashboard-form-drawer'));

type DashboardHeadProps = {
  dashboard: Dashboard;
  canWrite: boolean;
  isArranging: boolean;
  isEmpty: boolean;
  onAdd: () => void;
};

/** What the dashboard is called and what can be done with it as a whole. */
export function DashboardHead(props: DashboardHeadProps) {
  const { dashboard, canWrite, isArranging, isEmpty, onAdd } = props;
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/dashboards/$dashboardId' });
  const router = useRouter();
  const isPhone = useIsPhone();
  const [isNaming, setNaming] = useState(false);
  const { remove, holder } = useDeleteDashboard(() => navigate({ to: '/dashboards' }));
  const canArrange = canWrite && !isEmpty;
  const arrange = () => void navigate({ search: isArranging ? {} : { arrange: true }, replace: true });
  const rename = () => setNaming(true);
  useHotkeys(
    canWrite
      ? [
          { keys: 'c', label: t('dashboards:page.add'), group: t('dashboards:title'), run: onAdd },
          { keys: 'e', label: t('dashboards:edit'), group: t('dashboards:title'), run: rename },
        ]
      : [],
  );
  useCommands(
    canWrite
      ? [
          { id: 'dashboard.add', label: t('dashboards:page.add'), icon: Plus, run: onAdd },
          ...(canArrange && !isPhone
            ? [
                {
                  id: 'dashboard.arrange',
                  label: t('dashboards:page.arrange'),
                  icon: LayoutDashboard,
                  run: arrange,
                },
              ]
            : []),
        ]
      : [],
  );
  const copyLink = () =>
    void navigator.clipboard.writeText(`${location.origin}/dashboards/${dashboard.id}`).then(
      () => showToast(t('dashboards:page.copied'), { tone: 'success' }),
      () => showToast(t('dashboards:page.copy_failed'), { tone: 'danger' }),
    );
  const items = [
    {
      key: 'refresh',
      icon: <RotateCw size={14} />,
      label: t('dashboards:page.refresh'),
      onClick: () => void invalidateTags(queryClient, 'insights', 'dashboards'),
    },
    ...(canWrite
      ? [
          ...(isPhone && canArrange
            ? [{ key: 'arrange', disabled: true, label: t('dashboards:page.arrange_desk') }]
            : []),
          { key: 'rename', label: t('dashboards:edit'), onClick: rename },
          {
            key: 'delete',
            danger: true,
            label: t('common:action.delete'),
            onClick: () => remove(dashboard),
          },
        ]
      : []),
  ];
  return (
    <>
      {holder}
      <PageHeader
        title={dashboard.name}
        summary={isArranging ? t('dashboards:page.arrange_hint') : dashboard.description}
        actions={
          <>
            <Dropdown trigger={['click']} menu={{ items }}>
              <Button icon={<Ellipsis size={15} />} aria-label={t('dashboards:page.more')} />
            </Dropdown>
            <Button icon={<Link2 size={14} />} onClick={copyLink}>
              {t('dashboards:page.copy_link')}
            </Button>
            {canArrange && !isPhone ? (
              <Button
                type={isArranging ? 'primary' : 'default'}
                icon={isArranging ? <Check size={14} /> : <LayoutDashboard size={14} />}
                onClick={arrange}
              >
                {t(isArranging ? 'dashboards:page.arranged' : 'dashboards:page.arrange')}
              </Button>
            ) : null}
            {canWrite && !isArranging ? (
              <Button type="primary" icon={<Plus size={14} />} onClick={onAdd}>
                {t('dashboards:page.add')}
              </Button>
            ) : null}
          </>
        }
      />
      <Suspense fallback={null}>
        {isNaming ? (
          <DashboardFormDrawer
            dashboard={dashboard}
            onSaved={() => {
              setNaming(false);
              // The breadcrumb is called after it.
              void router.invalidate();
            }}
            onClose={() => setNaming(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
