import type { Plan, QuotePreview } from '@perennial/api-client';
import { Money } from '@perennial/ui';
import { Button, Dropdown, Form, Input, InputNumber, Select } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import rows from '../../../shared/forms/editable-rows.module.css';
import { RowTool } from '../../../shared/forms/row-tool';
import { MoneyInput } from '../../../shared/money/money-input';
import { usePlans } from '../../../shared/plans/use-plans';
import { type LineValues, linesOfPlan } from './quote-values';
import styles from './quotes.module.css';

const mostLines = 50;

type QuoteLinesFieldProps = { preview: QuotePreview | undefined };

/** The lines of a quote: plans with their own fees, and whatever else is sold. */
export function QuoteLinesField({ preview }: QuoteLinesFieldProps) {
  const { t } = useTranslation(['quotes', 'work', 'common']);
  const titleId = useId();
  const plans = usePlans();
  return (
    <section className={rows.list} aria-labelledby={titleId}>
      <h3 id={titleId} className={rows.title}>
        {t('quotes:lines.title')}
      </h3>
      <Form.List name="lines">
        {(lines, { add, remove, move }, { errors }) => (
          <>
            {lines.map(({ key, name: at }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't stand at its foot
              <div
                key={key}
                className={rows.row}
                role="group"
                aria-label={t('quotes:lines.line', { number: at + 1 })}
              >
                <LineFields at={at} />
                <div className={rows.foot}>
                  <span className={styles.lineTotal}>
                    {t('quotes:lines.total')} <Money value={preview?.lines[at]?.total} />
                  </span>
                  <span className={rows.tools}>
                    <RowTool
                      label={t('work:row.up', { number: at + 1 })}
                      icon={<ArrowUp size={14} />}
                      isOff={at === 0}
                      onClick={() => move(at, at - 1)}
                    />
                    <RowTool
                      label={t('work:row.down', { number: at + 1 })}
                      icon={<ArrowDown size={14} />}
                      isOff={at === lines.length - 1}
                      onClick={() => move(at, at + 1)}
                    />
                    <RowTool
                      label={t('work:row.remove', { number: at + 1 })}
                      icon={<X size={14} />}
                      onClick={() => remove(at)}
                    />
                  </span>
                </div>
              </div>
            ))}
            {errors.length > 0 ? (
              <p role="alert" className={rows.error}>
                {errors}
              </p>
            ) : null}
            <div className={styles.adders}>
              {plans.length > 0 ? (
                <AddPlan
                  plans={plans}
                  isOff={lines.length > mostLines - 2}
                  onAdd={(plan) => {
                    for (const line of linesOfPlan(plan, t('quotes:lines.opening'))) add(line);
                  }}
                />
              ) : null}
              <Button
                icon={<Plus size={14} />}
                disabled={lines.length >= mostLines}
                onClick={() => add({ billing: 'once', quantity: 1 })}
              >
                {t('quotes:lines.add_text')}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </section>
  );
}

type AddPlanProps = { plans: Plan[]; isOff: boolean; onAdd: (plan: Plan) => void };

function AddPlan({ plans, isOff, onAdd }: AddPlanProps) {
  const { t } = useTranslation('quotes');
  const items = plans.map(({ id, name }) => ({ key: id, label: name }));
  const choose = (id: string) => {
    const plan = plans.find((it) => it.id === id);
    if (plan) onAdd(plan);
  };
  return (
    <Dropdown disabled={isOff} trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
      <Button icon={<Plus size={14} />}>{t('lines.add_plan')}</Button>
    </Dropdown>
  );
}

function LineFields({ at }: { at: number }) {
  const { t } = useTranslation(['quotes', 'common']);
  const form = Form.useFormInstance();
  const line = Form.useWatch(['lines', at], form) as LineValues | undefined;
  // Who pays once for opening takes no seats by it.
  const asksSeats = Boolean(line?.plan_id) && (line?.billing === 'yearly' || Boolean(line?.seats));
  const required = [{ required: true, message: t('common:form.required') }];
  const billings = (['once', 'yearly'] as const).map((value) => ({
    value,
    label: t(`quotes:billing.${value}`),
  }));
  return (
    <>
      <Form.Item name={[at, 'plan_id']} hidden>
        <Input />
      </Form.Item>
      <Form.Item
        name={[at, 'text']}
        label={t('quotes:field.text')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <div className={styles.lineFields}>
        <Form.Item name={[at, 'quantity']} label={t('quotes:field.quantity')} rules={required}>
          <InputNumber style={{ width: '100%' }} min={1} max={100_000} precision={0} />
        </Form.Item>
        <Form.Item name={[at, 'unit_price']} label={t('quotes:field.unit_price')} rules={required}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name={[at, 'billing']} label={t('quotes:field.billing')}>
          <Select options={billings} />
        </Form.Item>
        <Form.Item name={[at, 'discount']} label={t('quotes:field.discount')}>
          <InputNumber style={{ width: '100%' }} min={0} max={100} precision={2} suffix="%" />
        </Form.Item>
        {asksSeats ? (
          <Form.Item name={[at, 'seats']} label={t('quotes:field.seats')}>
            <InputNumber style={{ width: '100%' }} min={1} max={1_000_000} precision={0} />
          </Form.Item>
        ) : null}
      </div>
    </>
  );
}
