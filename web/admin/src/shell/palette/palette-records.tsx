import { searchEverythingOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import i18next from 'i18next';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { recordLinks } from '../../manifest/manifests';
import styles from './command-palette.module.css';

type PaletteRecordsProps = {
  text: string;
  choose: (href: string) => () => void;
  /** Whether no page and no action matches. */
  isAlone: boolean;
  /** Told what Enter should open when the records are all there is. */
  onFirstHit: (id: string) => void;
};

/** Records by name, phone, e-mail or pinyin: the server searches. They come later, so they stand below the rest. */
export function PaletteRecords({ text, choose, isAlone, onFirstHit }: PaletteRecordsProps) {
  const { t } = useTranslation('shell');
  const q = useDeferredValue(text.trim());
  const search = useQuery({
    ...searchEverythingOptions({ query: { q } }),
    enabled: q.length > 1 || /[^\p{ASCII}]/u.test(q),
    placeholderData: (previous) => previous,
  });
  const groups = (search.data?.groups ?? [])
    .map(({ type, hits }) => ({ type, hits, hrefOf: recordLinks[type] }))
    .filter(({ hits, hrefOf }) => hrefOf && hits.length > 0);
  const first = groups[0]?.hits[0]?.id;
  useEffect(() => {
    if (first && isAlone) onFirstHit(first);
  }, [first, isAlone, onFirstHit]);

  if (q.length === 0) return null;
  if (search.isError) return <p className={styles.note}>{t('palette.search_failed')}</p>;
  if (groups.length === 0 && search.isFetching)
    return <p className={styles.note}>{t('palette.searching')}</p>;
  if (groups.length === 0 && search.isSuccess && isAlone) {
    return <p className={styles.note}>{t('palette.nothing')}</p>;
  }
  return groups.map(({ type, hits, hrefOf }) => (
    <Command.Group key={type} heading={headingOf(type)} className={styles.group}>
      {hits.map((hit) => (
        <Command.Item
          key={hit.id}
          value={hit.id}
          onSelect={choose(hrefOf?.(hit.id) ?? '/')}
          className={styles.item}
        >
          <span className={styles.label}>{hit.title}</span>
          {hit.subtitle ? <span className={styles.subtitle}>{hit.subtitle}</span> : null}
        </Command.Item>
      ))}
    </Command.Group>
  ));
}

function headingOf(type: string): string {
  const key = `shell:palette.record.${type}`;
  return i18next.t(i18next.exists(key) ? (key as 'shell:palette.records') : 'shell:palette.records');
}
