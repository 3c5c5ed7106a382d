import type { PlanFeature } from '@perennial/api-client';
import { AutoComplete, Form, Input, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditableRows } from '../../../shared/forms/editable-rows';
import { keyOf } from '../../../shared/forms/key-of';
import { usePlans } from '../../../shared/plans/use-plans';
import type { FeatureValues } from './plan-form-values';

/** The plan's rows of the feature matrix. A feature of another plan is offered by name, so that rows line up. */
export function PlanFeaturesEditor() {
  const { t } = useTranslation('plans');
  const form = Form.useFormInstance<{ features?: FeatureValues[] }>();
  const known = useKnownFeatures();
  const take = (at: number, feature: PlanFeature) => {
    const { name, name_zh, key } = feature;
    const { limit = null, included = true } = form.getFieldValue(['features', at]) as FeatureValues;
    form.setFieldValue(['features', at], { name, name_zh: name_zh ?? null, key, limit, included });
  };
  const propose = (at: number, name: string) => {
    const feature = known.find((each) => each.name === name);
    if (feature) take(at, feature);
    else form.setFieldValue(['features', at, 'key'], keyOf(name));
  };
  return (
    <EditableRows
      name="features"
      title={t('features.title')}
      text={t('features.text')}
      addLabel={t('features.add')}
      added={{ included: true }}
      fields={(at) => <FeatureFields at={at} known={known} onName={(name) => propose(at, name)} />}
      foot={(at) => (
        <Form.Item
          name={[at, 'included']}
          label={t('features.included')}
          valuePropName="checked"
          layout="horizontal"
          style={{ marginBottom: 0 }}
        >
          <Switch size="small" />
        </Form.Item>
      )}
    />
  );
}

type FeatureFieldsProps = { at: number; known: PlanFeature[]; onName: (name: string) => void };

function FeatureFields({ at, known, onName }: FeatureFieldsProps) {
  const { t } = useTranslation(['plans', 'common']);
  const rules = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <>
      <Form.Item name={[at, 'name']} label={t('plans:features.name')} rules={rules}>
        <AutoComplete
          options={known.map(({ name, key }) => ({ value: name, key }))}
          showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
          onChange={onName}
        />
      </Form.Item>
      <Form.Item name={[at, 'name_zh']} label={t('plans:features.name_zh')}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'key']} label={t('plans:field.key')} rules={rules}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name={[at, 'limit']} label={t('plans:features.limit')}>
        <InputNumber
          style={{ width: '100%' }}
          min={0}
          precision={0}
          placeholder={t('plans:features.unlimited')}
        />
      </Form.Item>
    </>
  );
}

/** Each feature of any plan on sale once. */
function useKnownFeatures(): PlanFeature[] {
  const features = usePlans().flatMap((plan) => plan.features);
  return features.filter(({ key }, at) => features.findIndex((each) => each.key === key) === at);
}
