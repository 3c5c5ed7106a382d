import { searchEverythingOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Command, useCommandState } from 'cmdk';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { recordLinks } from '../../manifest/manifests';
import styles from './command-palette.module.css';

type PaletteRecordsProps = {
  text: string;
  choose: (href: string) => () => void;
  /** Told which hit Enter should open when no page or action matches. */
  onFirstHit: (id: string) => void;
};

/** Records by name, phone, e-mail or pinyin: the server searches. */
export function PaletteRecords({ text, choose, onFirstHit }: PaletteRecordsProps) {
  const { t } = useTranslation('shell');
  const q = useDeferredValue(text.trim());
  const search = useQuery({
    ...searchEverythingOptions({ query: { q } }),
    enabled: q.length > 1 || /[^\p{ASCII}]/u.test(q),
    placeholderData: (previous) => previous,
  });
  const commandsLeft = useCommandState((state) => state.filtered.count);
  const hits = search.data?.groups.flatMap((group) => group.hits) ?? [];
  const reachable = hits.flatMap((hit) => {
    const href = recordLinks[hit.type]?.(hit.id);
    return href ? [{ ...hit, href }] : [];
  });
  const first = reachable[0]?.id;
  useEffect(() => {
    if (first && commandsLeft === 0) onFirstHit(first);
  }, [first, commandsLeft, onFirstHit]);

  if (q.length === 0) return null;
  if (commandsLeft === 0 && reachable.length === 0 && search.isSuccess && !search.isFetching) {
    return <p className={styles.note}>{t('palette.nothing')}</p>;
  }
  return (
    <Command.Group heading={t('palette.records')} className={styles.group} forceMount>
      {search.isError ? <p className={styles.note}>{t('palette.search_failed')}</p> : null}
      {search.isFetching && reachable.length === 0 ? (
        <p className={styles.note}>{t('palette.searching')}</p>
      ) : null}
      {reachable.map((hit) => (
        <Command.Item
          key={hit.id}
          value={hit.id}
          forceMount
          onSelect={choose(hit.href)}
          className={styles.item}
        >
          <span className={styles.label}>{hit.title}</span>
          {hit.subtitle ? <span className={styles.subtitle}>{hit.subtitle}</span> : null}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
