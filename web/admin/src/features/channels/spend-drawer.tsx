import {
  addCampaignSpend,
  type ChannelSpend,
  type ChannelSpendPatch,
  ifMatch,
  type NewChannelSpend,
  updateCampaignSpend,
} from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Form, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { changedFields, filledFields } from '../../shared/forms/changed-fields';
import { FormDrawer } from '../../shared/forms/form-drawer';
import { DayPicker } from '../../shared/time/pickers';
import { dayInZone } from '../../shared/time/zoned';
import { CurrencyMoneyInput } from './currency-money-input';
import { SpendBearers } from './spend-bearers';
import { SpendDelete } from './spend-delete';
import { useSavedForm } from './use-saved-form';

type SpendDrawerProps = { spend: ChannelSpend | undefined; canWrite: boolean; onClose: () => void };
export type SpendValues = Pick<
  NewChannelSpend,
  'channel_id' | 'campaign_id' | 'kind' | 'spent_on' | 'spent_until' | 'amount' | 'allocation' | 'note'
>;

/** Enters or corrects what was spent: on a day or over some, on a channel or shared by several. */
export default function SpendDrawer({ spend, canWrite, onClose }: SpendDrawerProps) {
  const { t } = useTranslation(['channels', 'common']);
  const { timeZone } = useKit();
  const channels = useChannels();
  const campaigns = useCampaigns();
  const before = valuesOf(spend);
  const form = useSavedForm({
    tags: ['campaigns', 'channels'],
    onDone: onClose,
    submit: (values: SpendValues) =>
      spend
        ? updateCampaignSpend({
            path: { id: spend.id },
            body: changedFields(before, withAllocation(values)) as ChannelSpendPatch,
            headers: ifMatch(spend),
            throwOnError: true,
          })
        : addCampaignSpend({
            body: filledFields(withAllocation(values)) as NewChannelSpend,
            throwOnError: true,
          }),
  });
  const required = [{ required: true, message: t('common:form.required') }];
  const isReadOnly = !canWrite || Boolean(spend?.deleted_at);
  return (
    <FormDrawer
      title={spend ? t('channels:spend.title') : t('channels:create.spend')}
      of={form}
      initialValues={spend ? before : { spent_on: dayInZone(new Date(), timeZone), kind: 'media' }}
      readOnly={isReadOnly}
      onClose={onClose}
      extra={spend && !isReadOnly ? <SpendDelete spend={spend} onDone={onClose} /> : null}
    >
      <Form.Item name="kind" label={t('channels:spend.kind_label')}>
        <Segmented
          options={(['media', 'loaded'] as const).map((value) => ({
            value,
            label: t(`channels:spend.kind.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="spent_on" label={t('channels:spend.first_day')} rules={required}>
        <DayPicker maxToday />
      </Form.Item>
      <Form.Item
        name="spent_until"
        label={t('channels:spend.last_day')}
        extra={t('channels:spend.last_day_hint')}
      >
        <DayPicker />
      </Form.Item>
      <SpendBearers form={form.form} channels={channels} campaigns={campaigns} />
      <Form.Item
        name="amount"
        label={t('channels:field.amount')}
        extra={t('channels:hint.amount')}
        rules={required}
      >
        <CurrencyMoneyInput />
      </Form.Item>
      <Form.Item name="note" label={t('channels:field.note')}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}

/** An allocation without a rule is none: one channel bears it all. */
function withAllocation(values: SpendValues): SpendValues {
  return { ...values, allocation: values.allocation?.rule ? values.allocation : null };
}

function valuesOf(spend: ChannelSpend | undefined): SpendValues {
  const { channel_id, campaign_id, kind, spent_on, spent_until, amount, allocation, note } = spend ?? {};
  return { channel_id, campaign_id, kind, spent_on, spent_until, amount, allocation, note } as SpendValues;
}
