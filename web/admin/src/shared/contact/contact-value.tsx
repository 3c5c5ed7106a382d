import { Tooltip } from 'antd';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './contact-value.module.css';

type ContactValueProps = {
  kind: 'phone' | 'email' | 'wechat';
  value: string | null | undefined;
  isMasked: boolean;
};

const schemes = { phone: 'tel:', email: 'mailto:', wechat: undefined };

/** A way to reach somebody. One tap calls; for readers without the grant it is masked, and says so. */
export function ContactValue({ kind, value, isMasked }: ContactValueProps) {
  const { t } = useTranslation('work');
  if (!value) return <span>—</span>;
  if (isMasked) {
    return (
      <Tooltip title={t('contact.masked')}>
        <span className={styles.masked}>
          {value} <Lock size={11} aria-label={t('contact.masked')} />
        </span>
      </Tooltip>
    );
  }
  const scheme = schemes[kind];
  const text = kind === 'phone' ? readablePhone(value) : value;
  return scheme ? <a href={`${scheme}${value}`}>{text}</a> : <span>{text}</span>;
}

/** Chinese mobile numbers in the groups that people read out. */
export function readablePhone(phone: string): string {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(phone);
  return mobile ? `${mobile[1]} ${mobile[2]} ${mobile[3]}` : phone;
}
