import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../../shared/money/money-input';

/** What a campaign is to achieve; each may stay empty. */
export function CampaignTargets({ hint }: { hint: string }) {
  const { t } = useTranslation('channels');
  return (
    <Form.Item label={t('plan.targets')} extra={hint}>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
        {(['leads', 'valid_leads', 'orders'] as const).map((name) => (
          <Form.Item key={name} name={['targets', name]} label={t(`plan.${name}`)}>
            <InputNumber<number> min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <Form.Item name={['targets', 'cost_per_lead']} label={t('plan.cost_per_lead')}>
          <MoneyInput />
        </Form.Item>
      </div>
    </Form.Item>
  );
}
