import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/language';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import styles from './form-builder.module.css';

/** The texts of a form, and where its leads are counted. */
export function FormSettings({ part }: { part: 'texts' | 'source' }) {
  return part === 'texts' ? <TextSettings /> : <SourceSettings />;
}

function TextSettings() {
  const { t } = useTranslation(['lead-forms', 'shell', 'common']);
  const rules = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <>
      <Form.Item name="title" label={t('lead-forms:field.title')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="intro" label={t('lead-forms:field.intro')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="consent_text"
        label={t('lead-forms:field.consent')}
        extra={t('lead-forms:hint.consent')}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="double_opt_in" valuePropName="checked" extra={t('lead-forms:hint.double_opt_in')}>
        <Checkbox>{t('lead-forms:field.double_opt_in')}</Checkbox>
      </Form.Item>
      <Form.Item name="thank_you" label={t('lead-forms:field.thank_you')} rules={rules}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="redirect_url"
          label={t('lead-forms:field.redirect')}
          extra={t('lead-forms:hint.redirect')}
        >
          <Input inputMode="url" placeholder="https://" />
        </Form.Item>
        <Form.Item name="locale" label={t('lead-forms:field.locale')}>
          <Select options={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))} />
        </Form.Item>
      </div>
    </>
  );
}

function SourceSettings() {
  const { t } = useTranslation(['lead-forms', 'common']);
  const channels = useChannels();
  const campaigns = useCampaigns();
  const options = (items: { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const rules = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <div className={styles.pair}>
      <Form.Item name="channel_id" label={t('lead-forms:field.channel')}>
        <Select allowClear options={options(channels)} />
      </Form.Item>
      <Form.Item name="campaign_id" label={t('lead-forms:field.campaign')}>
        <Select allowClear options={options(campaigns)} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('lead-forms:field.name')}
        extra={t('lead-forms:hint.name')}
        rules={rules}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="slug"
        label={t('lead-forms:field.slug')}
        extra={t('lead-forms:hint.slug')}
        rules={rules}
      >
        <Input prefix="/f/" maxLength={80} />
      </Form.Item>
    </div>
  );
}
