import type { Lead } from '@perennial/api-client';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AttributeFields } from '../../shared/attributes/attribute-fields';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { MemberSelect } from '../../shared/members/member-select';
import { MoneyInput } from '../../shared/money/money-input';
import { DayPicker } from '../../shared/time/pickers';
import styles from './lead-form.module.css';

/** The fields of a lead, the ones that matter on a call first. */
export function LeadFormFields({ lead }: { lead: Lead | undefined }) {
  const { t } = useTranslation('leads');
  const isMasked = lead?.contact_masked ?? false;
  const contact = isMasked ? { extra: t('contact.masked') } : {};
  return (
    <>
      <Form.Item name="company" label={t('field.company')}>
        <Input autoFocus={!lead} autoComplete="off" />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="name"
          label={t('field.name')}
          extra={lead ? null : t('form.reach_hint')}
          className={styles.reach ?? ''}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="title" label={t('field.title')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('field.phone')} {...contact}>
          <Input inputMode="tel" autoComplete="off" disabled={isMasked} />
        </Form.Item>
        <Form.Item name="wechat" label={t('field.wechat')}>
          <Input autoComplete="off" disabled={isMasked} />
        </Form.Item>
      </div>
      <Form.Item name="email" label={t('field.email')}>
        <Input inputMode="email" autoComplete="off" disabled={isMasked} />
      </Form.Item>
      <SourceFields isNew={!lead} />
      <div className={styles.pair}>
        <Form.Item name="expected_amount" label={t('field.expected_amount')}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="expected_close_on" label={t('field.expected_close')}>
          <DayPicker />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="industry" label={t('field.industry')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="employees" label={t('field.employees')}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="region" label={t('field.region')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="city" label={t('field.city')}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="tags" label={t('field.tags')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '\uFF0C']} />
      </Form.Item>
      <Form.Item name="note" label={t('field.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <AttributeFields object="lead" />
      <Form.Item name="external_id" label={t('field.external_id')} extra={t('form.external_id_hint')}>
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
}

/** A new lead comes with a first touch and an owner; later both have their own place. */
function SourceFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation('leads');
  const channels = useChannels();
  const campaigns = useCampaigns();
  const at = (field: string) => (isNew ? ['touch', field] : field);
  const options = (items: { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={styles.pair}>
      <Form.Item name={at('channel_id')} label={t('field.channel')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options(channels)} />
      </Form.Item>
      <Form.Item name={at('campaign_id')} label={t('field.campaign')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options(campaigns)} />
      </Form.Item>
      {isNew ? (
        <>
          <Form.Item name={['touch', 'self_reported_source']} label={t('touch.source')}>
            <Input autoComplete="off" placeholder={t('touch.source_placeholder')} />
          </Form.Item>
          <Form.Item name="owner_id" label={t('field.owner')}>
            <MemberSelect noneLabel={t('unassigned')} placeholder={t('unassigned')} />
          </Form.Item>
        </>
      ) : null}
    </div>
  );
}
