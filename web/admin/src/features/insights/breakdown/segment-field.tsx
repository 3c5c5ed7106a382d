import { getSegmentOptions, listSegmentsOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { FoundSelect, isAbsent } from '../../../shared/records/found-select';
import { BuilderField } from '../builder-field';
import styles from './breakdown.module.css';
import type { AudienceSearch, Holder } from './breakdown-search';

type SegmentFieldProps = { search: AudienceSearch; set: (change: AudienceSearch) => void };

/** Only the members of a segment. People are found by segments of their accounts as well. */
export function SegmentField({ search, set }: SegmentFieldProps) {
  const { t } = useTranslation('insights');
  const { segment, unit, as_of } = search;
  const mayRead = useGrant('customers:read');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...listSegmentsOptions({
      query: { ...(unit === 'account' ? { subject: 'account' } : {}), ...(q ? { q } : {}), limit: 50 },
    }),
    placeholderData: keepPreviousData,
    enabled: mayRead,
  });
  const chosen = useQuery({
    ...getSegmentOptions({ path: { id: segment ?? '' } }),
    enabled: mayRead && isAbsent(segment, found),
  });
  if (!mayRead && !segment) return null;
  return (
    <BuilderField label={t('segment.label')} pointer="/segment_id" isWide>
      {(control) => (
        <>
          <FoundSelect
            {...control}
            allowClear
            style={{ width: '100%' }}
            placeholder={t('segment.everybody')}
            {...(segment ? { value: segment } : {})}
            found={found}
            chosen={chosen}
            onSearch={setText}
            nothing={t(q ? 'segment.not_found' : 'segment.nothing')}
            onChange={(id) => set({ segment: id })}
          />
          <SegmentHint
            isChosen={Boolean(segment)}
            isThen={Boolean(as_of)}
            isOfOthers={unit === 'account' && chosen.data?.subject === 'person'}
            isNone={found.isSuccess && found.data.data.length === 0 && !q}
            subject={unit ?? 'person'}
          />
        </>
      )}
    </BuilderField>
  );
}

type SegmentHintProps = {
  isChosen: boolean;
  /** A question about the past. */
  isThen: boolean;
  /** People can't choose accounts. */
  isOfOthers: boolean;
  isNone: boolean;
  subject: Holder;
};

function SegmentHint({ isChosen, isThen, isOfOthers, isNone, subject }: SegmentHintProps) {
  const { t } = useTranslation('insights');
  const mayWrite = useGrant('customers:write');
  if (isOfOthers) return <span className={styles.hint}>{t('segment.of_people')}</span>;
  if (isChosen)
    return <span className={styles.hint}>{t(isThen ? 'segment.hint_then' : 'segment.hint')}</span>;
  if (!isNone || !mayWrite) return null;
  return (
    <span className={styles.hint}>
      {t('segment.nothing')}{' '}
      <Link to="/segments/new" search={{ subject }}>
        {t('segment.create')}
      </Link>
    </span>
  );
}
