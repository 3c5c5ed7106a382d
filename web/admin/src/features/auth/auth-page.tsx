import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './auth-page.module.css';

type AuthPageProps = { title: string; lead?: ReactNode; children: ReactNode; footer?: ReactNode };

export function AuthPage({ title, lead, children, footer }: AuthPageProps) {
  const { t } = useTranslation('shell');
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      <div className={styles.body}>{children}</div>
      {footer ? <p className={styles.footer}>{footer}</p> : null}
    </>
  );
}
