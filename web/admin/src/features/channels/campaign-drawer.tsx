import {
  archiveCampaign,
  type Campaign,
  type CampaignPatch,
  createCampaign,
  ifMatch,
  type NewCampaign,
  updateCampaign,
} from '@perennial/api-client';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/channels/use-channels';
import { changedFields, filledFields } from '../../shared/forms/changed-fields';
import { FormDrawer } from '../../shared/forms/form-drawer';
import { MemberSelect } from '../../shared/members/member-select';
import { MoneyInput } from '../../shared/money/money-input';
import { DayPicker } from '../../shared/time/pickers';
import { ArchiveButton } from './archive-button';
import { CampaignReview } from './campaign-review';
import { CampaignTargets } from './campaign-targets';
import { useSavedForm } from './use-saved-form';

type CampaignDrawerProps = { campaign: Campaign | undefined; canWrite: boolean; onClose: () => void };
type CampaignValues = Omit<NewCampaign, 'external_id'>;

export default function CampaignDrawer({ campaign, canWrite, onClose }: CampaignDrawerProps) {
  const { t } = useTranslation(['channels', 'common', 'work']);
  const channels = useChannels();
  const before = valuesOf(campaign);
  const form = useSavedForm({
    tags: ['campaigns', 'channels', 'leads'],
    onDone: onClose,
    submit: (values: CampaignValues) =>
      campaign
        ? updateCampaign({
            path: { id: campaign.id },
            body: changedFields(before, withTargets(values)) as CampaignPatch,
            headers: ifMatch(campaign),
            throwOnError: true,
          })
        : createCampaign({ body: filledFields(withTargets(values)) as NewCampaign, throwOnError: true }),
  });
  const channelId = Form.useWatch('channel_id', form.form);
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer
      title={campaign?.name ?? t('channels:create.campaigns')}
      of={form}
      initialValues={before}
      readOnly={!canWrite || Boolean(campaign?.archived_at)}
      onClose={onClose}
      before={campaign ? <CampaignReview campaign={campaign} canWrite={canWrite} /> : null}
      extra={
        campaign ? (
          <ArchiveButton
            tags={['campaigns', 'channels', 'leads']}
            archive={() => archiveCampaign({ path: { id: campaign.id }, throwOnError: true })}
            text={t('channels:archive.campaign')}
            onDone={onClose}
          />
        ) : null
      }
    >
      <Form.Item name="name" label={t('channels:field.name')} rules={required}>
        <Input autoFocus={!campaign} />
      </Form.Item>
      <Form.Item name="channel_id" label={t('channels:field.channel')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="more_channel_ids" label={t('channels:plan.channels')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={channels
            .filter(({ id }) => id !== channelId)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="starts_on" label={t('channels:field.starts')} rules={required}>
        <DayPicker />
      </Form.Item>
      <Form.Item name="ends_on" label={t('channels:field.ends')} extra={t('channels:hint.ends')}>
        <DayPicker />
      </Form.Item>
      <Form.Item name="budget" label={t('channels:field.budget')}>
        <MoneyInput />
      </Form.Item>
      <CampaignTargets hint={t('channels:plan.targets_hint')} />
      <Form.Item name="owner_id" label={t('channels:field.owner')}>
        <MemberSelect noneLabel={t('work:member.nobody')} />
      </Form.Item>
      <Form.Item name="goal" label={t('channels:field.goal')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('channels:hint.goal')} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('channels:field.key')}
        extra={t('channels:hint.campaign_key')}
        rules={required}
      >
        <Input />
      </Form.Item>
      <Form.Item name="utm_campaign" label="utm_campaign" extra={t('channels:hint.utm')}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}

/** A target that was emptied is none. */
function withTargets(values: CampaignValues): CampaignValues {
  const { leads, valid_leads, orders, cost_per_lead } = values.targets ?? {};
  const targets = {
    leads: leads ?? null,
    valid_leads: valid_leads ?? null,
    orders: orders ?? null,
    cost_per_lead: cost_per_lead ?? null,
  };
  return { ...values, targets };
}

function valuesOf(campaign: Campaign | undefined): CampaignValues {
  const { key, name, channel_id, owner_id, starts_on, ends_on, budget, goal, utm_campaign } = campaign ?? {};
  const { more_channel_ids, targets } = campaign ?? {};
  return {
    key,
    name,
    channel_id,
    owner_id,
    starts_on,
    ends_on,
    budget,
    goal,
    utm_campaign,
    more_channel_ids,
    targets,
  } as CampaignValues;
}
