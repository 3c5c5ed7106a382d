import type { DevMail } from '@perennial/api-client';
import { DateTime } from '@perennial/ui';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkParts } from './link-parts';
import styles from './mailbox.module.css';

export function MailView({ mail }: { mail: DevMail }) {
  const { t } = useTranslation('mailbox');
  const [form, setForm] = useState<'text' | 'html'>('text');
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.title}>{mail.subject}</h2>
          <p className={styles.meta}>
            {t('to', { address: mail.to })} · <DateTime at={mail.sent_at} />
          </p>
        </div>
        <Segmented
          size="small"
          aria-label={t('form')}
          value={form}
          onChange={setForm}
          options={[
            { value: 'text', label: t('text') },
            { value: 'html', label: t('html') },
          ]}
        />
      </header>
      {form === 'text' ? (
        <MailText text={mail.text} />
      ) : (
        // No script runs in it and nothing of it reaches the page; its links open in a tab of their own.
        <iframe
          className={styles.html}
          title={mail.subject}
          srcDoc={`<base target="_blank">${mail.html}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
    </article>
  );
}

function MailText({ text }: { text: string }) {
  return (
    <div className={styles.body}>
      {linkParts(text).map(({ at, text: part, href }) =>
        href ? (
          <a key={at} href={href}>
            {part}
          </a>
        ) : (
          <span key={at}>{part}</span>
        ),
      )}
    </div>
  );
}
