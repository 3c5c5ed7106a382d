import type { Campaign, Channel } from '@perennial/api-client';
import { Form, type FormInstance, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditableRows } from '../../shared/forms/editable-rows';
import type { SpendValues } from './spend-drawer';

type SpendBearersProps = { form: FormInstance<SpendValues>; channels: Channel[]; campaigns: Campaign[] };

const rules = ['equally', 'by_leads', 'by_shares'] as const;

/** Who bears a cost: one channel, and a campaign through it; or several, by a rule. */
export function SpendBearers({ form, channels, campaigns }: SpendBearersProps) {
  const { t } = useTranslation(['channels', 'common']);
  const channelId = Form.useWatch('channel_id', form);
  const rule = Form.useWatch(['allocation', 'rule'], form);
  const required = [{ required: true, message: t('common:form.required') }];
  const named = channels.map(({ id, name }) => ({ value: id, label: name }));
  const runs = campaigns.filter(
    (campaign) =>
      channelId && (campaign.channel_id === channelId || campaign.more_channel_ids.includes(channelId)),
  );
  return (
    <>
      <Form.Item
        name={['allocation', 'rule']}
        label={t('channels:spend.bearers')}
        // Only with a rule there is an allocation at all.
        getValueProps={(value?: string) => ({ value: value ?? '' })}
        normalize={(value: string) => value || undefined}
      >
        <Select
          options={[
            { value: '', label: t('channels:spend.one_channel') },
            ...rules.map((value) => ({ value, label: t(`channels:spend.rule.${value}`) })),
          ]}
          onChange={(value: string) => {
            form.setFieldValue('allocation', value ? { rule: value } : undefined);
            if (value) form.setFieldsValue({ channel_id: undefined, campaign_id: undefined });
          }}
        />
      </Form.Item>
      {rule ? null : (
        <>
          <Form.Item name="channel_id" label={t('channels:field.channel')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={named}
              onChange={() => form.setFieldValue('campaign_id', undefined)}
            />
          </Form.Item>
          <Form.Item name="campaign_id" label={t('channels:field.campaign')}>
            <Select
              allowClear
              disabled={!channelId}
              options={runs.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </>
      )}
      {rule === 'by_shares' ? (
        <EditableRows
          name={['allocation', 'shares']}
          title={t('channels:spend.shares')}
          text={t('channels:spend.shares_text')}
          addLabel={t('channels:spend.add_share')}
          added={{ share: 1 }}
          fields={(at) => (
            <>
              <Form.Item name={[at, 'channel_id']} label={t('channels:field.channel')} rules={required}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={named} />
              </Form.Item>
              <Form.Item name={[at, 'share']} label={t('channels:spend.share')} rules={required}>
                <InputNumber<number> min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            </>
          )}
        />
      ) : null}
    </>
  );
}
