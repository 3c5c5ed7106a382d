import type { Account } from '@perennial/api-client';
import { DateTime, Day, type Fact, Facts, Figure, Money, StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useAttributeFacts } from '../../shared/attributes/use-attribute-facts';
import { ContactValue } from '../../shared/contact/contact-value';
import { placeName } from '../../shared/places/place-name';
import styles from '../../shared/records/record-detail.module.css';

/** What is known of an account: its standing first, the rest folded where there is little room. */
export function AccountFacts({ account, isWhole }: { account: Account; isWhole: boolean }) {
  const { t } = useTranslation('accounts');
  const first = useFirstFacts(account);
  const rest = useOtherFacts(account);
  if (isWhole) return <Facts facts={[...first, ...rest]} />;
  return (
    <div>
      <Facts facts={first} />
      <details className={styles.more}>
        <summary>{t('more_facts')}</summary>
        <Facts facts={rest} />
      </details>
    </div>
  );
}

function useFirstFacts(account: Account): Fact[] {
  const { t, i18n } = useTranslation('accounts');
  const { standing } = account;
  return [
    { label: t('field.plan'), value: account.plan?.name },
    { label: t('field.mrr'), value: standing.mrr ? <Money value={standing.mrr} /> : null },
    { label: t('field.renews_on'), value: standing.renews_on ? <Day on={standing.renews_on} /> : null },
    {
      label: t('field.phone'),
      value: <ContactValue kind="phone" value={account.phone} isMasked={account.contact_masked} />,
    },
    { label: t('field.city'), value: placeName(account, i18n.language) },
  ];
}

function useOtherFacts(account: Account): Fact[] {
  const { t } = useTranslation('accounts');
  const attributes = useAttributeFacts('account', account.attributes as Record<string, unknown>);
  return [
    { label: t('field.industry'), value: account.industry },
    { label: t('field.address'), value: account.address },
    { label: t('field.website'), value: <Website address={account.website} /> },
    { label: t('field.size'), value: account.size ? <Figure value={account.size} /> : null },
    { label: t('field.tags'), value: <Tags tags={account.tags} /> },
    ...attributes,
    { label: t('field.stage_since'), value: <DateTime at={account.stage_since} /> },
    { label: t('field.created'), value: <DateTime at={account.created_at} /> },
    { label: t('field.external_id'), value: account.external_id },
  ];
}

/** Only an address of the web becomes a link. */
function Website({ address }: { address: string | null | undefined }) {
  if (!address) return '—';
  if (!/^https?:\/\//i.test(address)) return address;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address}
    </a>
  );
}

function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return '—';
  return (
    <span className={styles.tags}>
      {tags.map((tag) => (
        <StatusTag key={tag}>{tag}</StatusTag>
      ))}
    </span>
  );
}
