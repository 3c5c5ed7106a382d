import type { Advocate } from '@perennial/api-client';
import { CopyBox, RelativeTime, StatusTag } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { useProgramme } from '../use-programme';
import { publicLink } from './public-link';
import { TotalLink, totals } from './total-link';

/** What is handed out, and what came of it. */
export function AdvocateFacts({ advocate }: { advocate: Advocate }) {
  const { t } = useTranslation('referrals');
  const { hasLinks } = useProgramme();
  const router = useRouter();
  const { account, person_id, blocked_at } = advocate;
  const open = (href: string) => () => void router.navigate({ href });
  return (
    <div className={styles.stack}>
      {blocked_at ? (
        <p className={styles.meta}>
          <StatusTag tone="danger">{t('advocate.blocked')}</StatusTag> {t('advocate.blocked_text')}{' '}
          <RelativeTime at={blocked_at} />
        </p>
      ) : (
        <CopyBox
          label={t(hasLinks ? 'links.link' : 'field.code')}
          text={hasLinks ? publicLink(advocate.url) : advocate.code}
        />
      )}
      {account || person_id ? (
        <div className={styles.line}>
          {person_id ? (
            <Button type="link" size="small" onClick={open(`/people/${person_id}`)}>
              {t('advocate.open_person')}
            </Button>
          ) : null}
          {account ? (
            <Button type="link" size="small" onClick={open(`/accounts/${account.id}`)}>
              {account.name ?? t('advocate.open_account')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <dl className={styles.figures}>
        {totals.map((total) => (
          <div key={total}>
            <dt>{t(`total.${total}`)}</dt>
            <dd>
              <TotalLink of={advocate} total={total} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
