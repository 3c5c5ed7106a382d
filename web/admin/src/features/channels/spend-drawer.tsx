import { addCampaignSpend, type NewChannelSpend } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { filledFields } from '../../shared/forms/changed-fields';
import { FormDrawer } from '../../shared/forms/form-drawer';
import { MoneyInput } from '../../shared/money/money-input';
import { DayPicker } from '../../shared/time/pickers';
import { dayInZone } from '../../shared/time/zoned';
import { useSavedForm } from './use-saved-form';

/** Enters what was spent on a channel on a day. */
export default function SpendDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['channels', 'common']);
  const { timeZone } = useKit();
  const channels = useChannels();
  const campaigns = useCampaigns();
  const form = useSavedForm({
    tags: ['campaigns', 'channels'],
    onDone: onClose,
    submit: (values: NewChannelSpend) =>
      addCampaignSpend({ body: filledFields(values) as NewChannelSpend, throwOnError: true }),
  });
  const channelId = Form.useWatch('channel_id', form.form);
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer
      title={t('channels:create.spend')}
      of={form}
      initialValues={{ spent_on: dayInZone(new Date(), timeZone) }}
      onClose={onClose}
    >
      <Form.Item name="spent_on" label={t('channels:field.spent_on')} rules={required}>
        <DayPicker maxToday />
      </Form.Item>
      <Form.Item name="channel_id" label={t('channels:field.channel')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={() => form.form.setFieldValue('campaign_id', undefined)}
        />
      </Form.Item>
      <Form.Item name="campaign_id" label={t('channels:field.campaign')}>
        <Select
          allowClear
          disabled={!channelId}
          options={campaigns
            .filter((campaign) => campaign.channel_id === channelId)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="amount"
        label={t('channels:field.amount')}
        extra={t('channels:hint.amount')}
        rules={required}
      >
        <MoneyInput allowNegative />
      </Form.Item>
      <Form.Item name="note" label={t('channels:field.note')}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}
