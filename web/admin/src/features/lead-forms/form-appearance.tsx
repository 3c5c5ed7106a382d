import { readToken } from '@perennial/ui';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './form-builder.module.css';

const schemes = ['auto', 'light', 'dark'] as const;
const spacings = ['compact', 'normal', 'roomy'] as const;

/** How the form looks, and on which sites it may be shown. */
export function FormAppearance({ canWrite }: { canWrite: boolean }) {
  const { t } = useTranslation('lead-forms');
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name={['theme', 'accent']} label={t('theme.accent')} extra={t('theme.accent_hint')}>
          <AccentField canWrite={canWrite} />
        </Form.Item>
        <Form.Item name={['theme', 'scheme']} label={t('theme.scheme')}>
          <Select options={schemes.map((value) => ({ value, label: t(`theme.scheme_of.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['theme', 'radius']} label={t('theme.radius')}>
          <InputNumber min={0} max={24} precision={0} suffix="px" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={['theme', 'spacing']} label={t('theme.spacing')}>
          <Select options={spacings.map((value) => ({ value, label: t(`theme.spacing_of.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="sites" label={t('sites.label')} extra={t('sites.hint')}>
        <Select<string[]>
          mode="tags"
          open={false}
          suffixIcon={null}
          placeholder="https://www.example.cn"
          tokenSeparators={[',', ' ', '\n']}
        />
      </Form.Item>
    </>
  );
}

type AccentFieldProps = {
  id?: string;
  value?: string | null;
  onChange?: (color: string | null) => void;
  canWrite: boolean;
};

function AccentField({ id, value, onChange = () => {}, canWrite }: AccentFieldProps) {
  const { t } = useTranslation('lead-forms');
  return (
    <div className={styles.accent}>
      <Input
        {...(id ? { id } : {})}
        type="color"
        disabled={!canWrite}
        value={value ?? readToken('primary', 'light')}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button disabled={!canWrite || !value} onClick={() => onChange(null)}>
        {t('theme.accent_reset')}
      </Button>
    </div>
  );
}
