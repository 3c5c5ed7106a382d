import type { Account } from '@perennial/api-client';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AttributeFields } from '../../shared/attributes/attribute-fields';
import { MemberSelect } from '../../shared/members/member-select';
import styles from '../../shared/records/record-detail.module.css';

/** The fields of an account. */
export function AccountFormFields({ account }: { account: Account | undefined }) {
  const { t } = useTranslation(['accounts', 'common', 'work']);
  const isMasked = account?.contact_masked ?? false;
  const text = (
    name: 'short_name' | 'industry' | 'region' | 'city' | 'address' | 'website' | 'external_id',
  ) => (
    <Form.Item name={name} label={t(`accounts:field.${name}`)}>
      <Input autoComplete="off" />
    </Form.Item>
  );
  return (
    <>
      <Form.Item
        name="name"
        label={t('accounts:field.name')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={!account} autoComplete="off" />
      </Form.Item>
      <div className={styles.pair}>
        {text('short_name')}
        {text('industry')}
        {text('region')}
        {text('city')}
        <Form.Item
          name="phone"
          label={t('accounts:field.phone')}
          {...(isMasked ? { extra: t('work:contact.masked') } : {})}
        >
          <Input inputMode="tel" autoComplete="off" disabled={isMasked} />
        </Form.Item>
        <Form.Item name="size" label={t('accounts:field.size')}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {text('address')}
      {text('website')}
      {account ? null : (
        <Form.Item name="owner_id" label={t('accounts:field.owner')}>
          <MemberSelect noneLabel={t('accounts:unassigned')} placeholder={t('accounts:unassigned')} />
        </Form.Item>
      )}
      <Form.Item name="tags" label={t('accounts:field.tags')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '\uFF0C']} />
      </Form.Item>
      <AttributeFields object="account" />
      {text('external_id')}
    </>
  );
}
