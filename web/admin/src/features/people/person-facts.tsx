import type { Person } from '@perennial/api-client';
import { DateTime, Facts, StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useAttributeFacts } from '../../shared/attributes/use-attribute-facts';
import { ContactValue } from '../../shared/contact/contact-value';
import styles from '../../shared/records/record-detail.module.css';

/** What is known of a person: how to reach them first. */
export function PersonFacts({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const attributes = useAttributeFacts('person', person.attributes as Record<string, unknown>);
  const contact = (kind: 'phone' | 'email' | 'wechat') => ({
    label: t(`field.${kind}`),
    value: <ContactValue kind={kind} value={person[kind]} isMasked={person.contact_masked} />,
  });
  const tags = person.tags.map((tag) => <StatusTag key={tag}>{tag}</StatusTag>);
  return (
    <Facts
      facts={[
        contact('phone'),
        contact('wechat'),
        contact('email'),
        { label: t('field.title'), value: person.title },
        {
          label: t('field.tags'),
          value: tags.length > 0 ? <span className={styles.tags}>{tags}</span> : null,
        },
        ...attributes,
        { label: t('field.created'), value: <DateTime at={person.created_at} /> },
        { label: t('field.external_id'), value: person.external_id },
      ]}
    />
  );
}
