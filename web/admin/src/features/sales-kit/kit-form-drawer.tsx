import {
  createKitItem,
  getKitItem,
  ifMatch,
  type KitItem,
  type KitKind,
  updateKitItem,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../../shared/forms/record-form-drawer';
import { useLeadStages } from '../leads/use-lead-stages';
import { kitKinds } from './kit-kinds';

type KitValues = {
  kind?: KitKind;
  title?: string;
  body?: string | null;
  url?: string | null;
  stage_ids?: string[];
};

type KitFormDrawerProps = {
  /** The item to change; without one a new one is made. */
  item?: KitItem;
  onSaved: (item: KitItem) => void;
  onClose: () => void;
};

export default function KitFormDrawer({ item, onSaved, onClose }: KitFormDrawerProps) {
  const { t } = useTranslation(['sales-kit', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<KitItem, KitValues>
      record={item}
      title={t(item ? 'sales-kit:edit' : 'sales-kit:create')}
      submitLabel={t(item ? 'common:action.save' : 'sales-kit:create')}
      initial={{ kind: 'script', stage_ids: [] }}
      valuesOf={({ kind, title, body, url, stage_ids }) => ({
        kind,
        title,
        body: body ?? null,
        url: url ?? null,
        stage_ids,
      })}
      create={async ({ kind = 'script', title = '', ...rest }) =>
        (await createKitItem({ body: { kind, title, ...rest }, throwOnError: true })).data
      }
      update={async (base, body) =>
        (
          await updateKitItem({
            path: { id: base.id },
            body: { ...body, ...('body' in body ? { body: body.body || null } : {}) },
            headers: ifMatch(base),
            throwOnError: true,
          })
        ).data
      }
      reload={async ({ id }) => (await getKitItem({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'sales-kit', 'leads');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <KitFields />
    </RecordFormDrawer>
  );
}

function KitFields() {
  const { t } = useTranslation(['sales-kit', 'common']);
  const stages = useLeadStages();
  return (
    <>
      <Form.Item name="kind" label={t('sales-kit:field.kind')}>
        <Select options={kitKinds.map((value) => ({ value, label: t(`sales-kit:kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('sales-kit:field.title')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="body" label={t('sales-kit:field.body')} extra={t('sales-kit:body_hint')}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 18 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="url" label={t('sales-kit:field.url')}>
        <Input inputMode="url" autoComplete="off" placeholder="https://" />
      </Form.Item>
      <Form.Item name="stage_ids" label={t('sales-kit:field.stages')} extra={t('sales-kit:stages_hint')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={stages.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  );
}
