import type { PlanFeature } from '@perennial/api-client';
import { AutoComplete, Button, Form, Input, InputNumber, Switch } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../../../shared/forms/key-of';
import { RowList } from '../../../shared/forms/row-list';
import rows from '../../../shared/forms/row-list.module.css';
import { RowTool } from '../../../shared/forms/row-tool';
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
    <RowList title={t('features.title')} text={t('features.text')}>
      <Form.List name="features">
        {(fields, { add, remove, move }) => (
          <>
            {fields.map(({ key, name: at }) => (
              <FeatureRow
                key={key}
                at={at}
                isLast={at === fields.length - 1}
                known={known}
                onName={(name) => propose(at, name)}
                onMove={(to) => move(at, to)}
                onRemove={() => remove(at)}
              />
            ))}
            <div>
              <Button icon={<Plus size={14} />} onClick={() => add({ included: true })}>
                {t('features.add')}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </RowList>
  );
}

type FeatureRowProps = {
  at: number;
  isLast: boolean;
  known: PlanFeature[];
  onName: (name: string) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

function FeatureRow({ at, isLast, known, onName, onMove, onRemove }: FeatureRowProps) {
  const { t } = useTranslation(['plans', 'common', 'work']);
  const number = at + 1;
  const rules = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <div className={rows.row}>
      <div className={rows.fields}>
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
      </div>
      <div className={rows.foot}>
        <Form.Item
          name={[at, 'included']}
          label={t('plans:features.included')}
          valuePropName="checked"
          layout="horizontal"
          style={{ marginBottom: 0 }}
        >
          <Switch size="small" />
        </Form.Item>
        <span className={rows.tools}>
          <RowTool
            label={t('work:row.up', { number })}
            icon={<ArrowUp size={14} />}
            isOff={at === 0}
            onClick={() => onMove(at - 1)}
          />
          <RowTool
            label={t('work:row.down', { number })}
            icon={<ArrowDown size={14} />}
            isOff={isLast}
            onClick={() => onMove(at + 1)}
          />
          <RowTool label={t('work:row.remove', { number })} icon={<X size={14} />} onClick={onRemove} />
        </span>
      </div>
    </div>
  );
}

/** Each feature of any plan on sale once. */
function useKnownFeatures(): PlanFeature[] {
  const features = usePlans().flatMap((plan) => plan.features);
  return features.filter(({ key }, at) => features.findIndex((each) => each.key === key) === at);
}
