import type { Plan } from '@perennial/api-client';
import { Money, type MoneyValue } from '@perennial/ui';
import { Button, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../money/money-input';
import { PlanSelect } from '../plans/plan-select';
import { usePlans } from '../plans/use-plans';
import styles from '../records/record-detail.module.css';
import own from './subscription-fields.module.css';

type SubscriptionFieldsProps = {
  /** Without it the running term keeps its length. */
  hasTerm: boolean;
  /** A new subscription takes fee and term of the plan that is chosen; a running one keeps its own until told. */
  followsPlan: boolean;
  /** Without a plan nothing is sold, and nothing else is asked. */
  needsPlan?: boolean;
  /** A plan must be chosen. */
  isPlanRequired?: boolean;
};

/** Plan, fee, term and seats: the same wherever a subscription is made, changed or renewed. */
export function SubscriptionFields(props: SubscriptionFieldsProps) {
  const { hasTerm, followsPlan, needsPlan = false, isPlanRequired = false } = props;
  const { t } = useTranslation(['orders', 'common']);
  const form = Form.useFormInstance();
  const planId = Form.useWatch('plan_id', form) as string | null | undefined;
  const follow = (plan: Plan | undefined) => {
    if (!plan || !followsPlan) return;
    form.setFieldsValue({ annual_fee: plan.annual_fee, term_months: plan.term_months });
  };
  return (
    <>
      <Form.Item
        name="plan_id"
        label={t('orders:field.plan')}
        extra={needsPlan ? t('orders:subscriptions.starts_with_plan') : null}
        rules={isPlanRequired ? [{ required: true, message: t('common:form.required') }] : []}
      >
        <PlanSelect onChange={(_, plan) => follow(plan)} />
      </Form.Item>
      {needsPlan && !planId ? null : <Price hasTerm={hasTerm} />}
    </>
  );
}

function Price({ hasTerm }: Pick<SubscriptionFieldsProps, 'hasTerm'>) {
  const { t } = useTranslation(['orders', 'common']);
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <>
      <Form.Item name="annual_fee" label={t('orders:field.annual_fee')} extra={<PlanPrice />} rules={rules}>
        <MoneyInput />
      </Form.Item>
      <div className={styles.pair}>
        {hasTerm ? (
          <Form.Item name="term_months" label={t('orders:field.term_months')} rules={rules}>
            <InputNumber
              style={{ width: '100%' }}
              min={1}
              max={120}
              precision={0}
              suffix={t('orders:months_unit')}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="seats" label={t('orders:field.seats')}>
          <InputNumber style={{ width: '100%' }} min={1} max={1_000_000} precision={0} />
        </Form.Item>
      </div>
    </>
  );
}

/** What the chosen plan costs now, where the fee is another one. */
function PlanPrice() {
  const { t } = useTranslation('orders');
  const form = Form.useFormInstance();
  const planId = Form.useWatch('plan_id', form) as string | undefined;
  const fee = Form.useWatch('annual_fee', form) as MoneyValue | null | undefined;
  const plan = usePlans().find(({ id }) => id === planId);
  if (!plan || (fee?.amount === plan.annual_fee.amount && fee.currency === plan.annual_fee.currency)) {
    return null;
  }
  return (
    <span className={own.price}>
      <span>
        {t('subscriptions.list_price')} <Money value={plan.annual_fee} />
        {t('per_year')}
      </span>
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        onClick={() => form.setFieldValue('annual_fee', plan.annual_fee)}
      >
        {t('subscriptions.take_price')}
      </Button>
    </span>
  );
}
