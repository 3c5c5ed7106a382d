import { createPlan, getPlan, ifMatch, type Plan, updatePlan } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { NamedFields } from '../../../shared/forms/named-fields';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import { MoneyInput } from '../../../shared/money/money-input';
import styles from '../../../shared/records/record-detail.module.css';
import { PlanFeaturesEditor } from './plan-features-editor';
import { newPlanBody, type PlanValues, planPatch, valuesOf } from './plan-form-values';

type PlanFormDrawerProps = {
  /** The plan to change; without one a new one is made. */
  plan?: Plan;
  onSaved: (plan: Plan) => void;
  onClose: () => void;
};

export default function PlanFormDrawer({ plan, onSaved, onClose }: PlanFormDrawerProps) {
  const { t } = useTranslation(['plans', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Plan, PlanValues>
      record={plan}
      title={t(plan ? 'plans:action.edit' : 'plans:action.create')}
      submitLabel={t(plan ? 'common:action.save' : 'plans:action.create')}
      initial={{ term_months: 12, features: [] }}
      valuesOf={valuesOf}
      create={async (values) => (await createPlan({ body: newPlanBody(values), throwOnError: true })).data}
      update={async (base, changes) => {
        const body = planPatch(changes);
        return (await updatePlan({ path: { id: base.id }, body, headers: ifMatch(base), throwOnError: true }))
          .data;
      }}
      reload={async ({ id }) => (await getPlan({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'plans', 'accounts', 'audit');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <Fields isNew={!plan} />
    </RecordFormDrawer>
  );
}

function Fields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(['plans', 'common']);
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <>
      <NamedFields
        nameField="name"
        nameLabel={t('plans:field.name')}
        keyLabel={t('plans:field.key')}
        keyHint={t('plans:hint.key')}
        isNew={isNew}
        maxLength={100}
      />
      <div className={styles.pair}>
        <Form.Item name="annual_fee" label={t('plans:field.annual_fee')} rules={rules}>
          <MoneyInput />
        </Form.Item>
        <Form.Item
          name="opening_fee"
          label={t('plans:field.opening_fee')}
          extra={t('plans:hint.opening_fee')}
          rules={rules}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item name="term_months" label={t('plans:field.term_months')} rules={rules}>
          <InputNumber
            style={{ width: '100%' }}
            min={1}
            max={120}
            precision={0}
            suffix={t('plans:months_unit')}
          />
        </Form.Item>
      </div>
      {isNew ? null : <p className={styles.meta}>{t('plans:hint.prices')}</p>}
      <Form.Item name="description" label={t('plans:field.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <PlanFeaturesEditor />
    </>
  );
}
