import type { DevMail } from '@perennial/api-client';
import { listDevMailsOptions } from '@perennial/api-client/queries';
import { EmptyState, ErrorState, Logo, PageHeader, RelativeTime } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LanguageMenu } from '../../shell/language-menu';
import { ThemeMenu } from '../../shell/theme-menu';
import { MailView } from './mail-view';
import styles from './mailbox.module.css';

/** How often it looks for new mail, in milliseconds. */
const pause = 5_000;

/** Mails that were not sent, on a development machine. Open to whoever is not signed in yet: that is what they are for. */
export function MailboxPage() {
  const { t } = useTranslation(['mailbox', 'shell']);
  const { open } = useSearch({ from: '/mailbox' });
  const navigate = useNavigate({ from: '/mailbox' });
  const query = useQuery({ ...listDevMailsOptions(), refetchInterval: pause, retry: false });
  const mails = query.data?.data ?? [];
  const shown = mails.find(({ id }) => id === open) ?? mails[0];
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <Link to="/" className={styles.home ?? ''} aria-label={t('mailbox:back')}>
          <Logo name={t('shell:product')} />
        </Link>
        <span>
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </header>
      <main className={styles.main}>
        <PageHeader
          title={t('mailbox:title')}
          summary={t('mailbox:summary')}
          actions={
            <Button
              icon={<RotateCw size={14} />}
              loading={query.isFetching && query.isPending}
              onClick={() => void query.refetch()}
            >
              {t('mailbox:refresh')}
            </Button>
          }
        />
        {query.isPending ? <Skeleton active /> : null}
        {query.isError ? <MailboxClosed error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isSuccess && mails.length === 0 ? (
          <EmptyState title={t('mailbox:empty_title')}>{t('mailbox:empty_text')}</EmptyState>
        ) : null}
        {shown ? (
          <div className={styles.columns}>
            <MailList
              mails={mails}
              shownId={shown.id}
              onOpen={(id) => void navigate({ search: { open: id } })}
            />
            <MailView key={shown.id} mail={shown} />
          </div>
        ) : null}
      </main>
    </div>
  );
}

function MailboxClosed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('mailbox');
  const isClosed = (error as { status?: number }).status === 404;
  return <ErrorState error={isClosed ? { status: 404, detail: t('closed') } : error} onRetry={onRetry} />;
}

type MailListProps = { mails: DevMail[]; shownId: string; onOpen: (id: string) => void };

function MailList({ mails, shownId, onOpen }: MailListProps) {
  const { t } = useTranslation('mailbox');
  return (
    <nav aria-label={t('title')} className={styles.list}>
      <ul>
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              className={styles.mail}
              aria-current={mail.id === shownId ? 'true' : undefined}
              onClick={() => onOpen(mail.id)}
            >
              <span className={styles.subject}>{mail.subject}</span>
              <span className={styles.meta}>
                {mail.to} · <RelativeTime at={mail.sent_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
