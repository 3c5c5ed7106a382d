import type { SalesTarget } from '@perennial/api-client';
import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../../../shared/money/money-input';
import styles from './targets.module.css';

type TargetFieldsProps = { rows: SalesTarget[]; names: ReadonlyMap<string, string> };

/** Three figures for the team and for each member. */
export function TargetFields({ rows, names }: TargetFieldsProps) {
  const { t } = useTranslation('sales-targets');
  return (
    <div className={styles.people}>
      {rows.map(({ member_id }, at) => (
        <fieldset key={member_id ?? 'team'} className={styles.person}>
          <legend>{member_id ? (names.get(member_id) ?? t('former')) : t('team')}</legend>
          <Form.Item name={['targets', at, 'member_id']} initialValue={member_id} hidden>
            <input type="hidden" />
          </Form.Item>
          <Form.Item name={['targets', at, 'won']} label={t('metric.won')}>
            <InputNumber min={1} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={['targets', at, 'won_amount']} label={t('metric.won_amount')}>
            <MoneyInput />
          </Form.Item>
          <Form.Item name={['targets', at, 'ordered_amount']} label={t('metric.ordered_amount')}>
            <MoneyInput />
          </Form.Item>
        </fieldset>
      ))}
    </div>
  );
}
