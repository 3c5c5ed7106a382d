import {
  createDashboard,
  type Dashboard,
  getDashboard,
  ifMatch,
  updateDashboard,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../../shared/forms/record-form-drawer';
import { NameFields, type NameValues, nameValuesOf } from '../../shared/questions/name-fields';

type DashboardFormDrawerProps = {
  /** The one to rename; without it a new one is made. */
  dashboard?: Dashboard;
  onSaved: (dashboard: Dashboard) => void;
  onClose: () => void;
};

export default function DashboardFormDrawer({ dashboard, onSaved, onClose }: DashboardFormDrawerProps) {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Dashboard, NameValues>
      record={dashboard}
      title={t(dashboard ? 'dashboards:edit' : 'dashboards:create')}
      submitLabel={t(dashboard ? 'common:action.save' : 'common:action.create')}
      initial={{ name: '', description: null }}
      valuesOf={nameValuesOf}
      create={async (body) => (await createDashboard({ body, throwOnError: true })).data}
      update={async (base, changes) => {
        const path = { id: base.id };
        return (await updateDashboard({ path, headers: ifMatch(base), body: changes, throwOnError: true }))
          .data;
      }}
      reload={async ({ id }) => (await getDashboard({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'dashboards');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <NameFields />
    </RecordFormDrawer>
  );
}
