import { getSegmentOptions, listSegmentsOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentNode, Subject } from '../draft/condition-draft';
import { changeNode } from '../draft/draft-edits';
import { useBuilder } from './builder-context';
import styles from './condition-builder.module.css';

type SegmentRowProps = { row: SegmentNode; subject: Subject };

/** Whoever is in another segment of the same subject; the server searches. */
export function SegmentRow({ row, subject }: SegmentRowProps) {
  const { t } = useTranslation('conditions');
  const { edit, newest, problems, segmentId } = useBuilder();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useQuery({
    ...listSegmentsOptions({ query: { subject, limit: 50, ...(q ? { q } : {}) } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...getSegmentOptions({ path: { id: row.segment ?? '' } }),
    enabled: Boolean(row.segment),
  });
  const found = (query.data?.data ?? []).filter(({ id }) => id !== segmentId);
  const isMissing = chosen.data && !found.some(({ id }) => id === chosen.data.id);
  const options = isMissing ? [chosen.data, ...found] : found;
  return (
    <div className={styles.controls}>
      <span className={styles.word}>{t('segment.in')}</span>
      <Select<string>
        className={styles.field ?? ''}
        aria-label={t('segment.label')}
        placeholder={t('segment.choose')}
        popupMatchSelectWidth={false}
        autoFocus={newest === row.id}
        defaultOpen={newest === row.id && !row.segment}
        loading={query.isFetching}
        notFoundContent={query.isPending ? null : t('segment.nothing')}
        showSearch={{ filterOption: false, onSearch: setText }}
        options={options.map(({ id, name }) => ({ value: id, label: name }))}
        {...(row.segment ? { value: row.segment } : {})}
        {...(problems.has(row.id) ? { status: 'error' as const } : {})}
        onChange={(segment) =>
          edit((root) => changeNode(root, row.id, (node) => ({ ...node, segment }) as SegmentNode))
        }
      />
    </div>
  );
}
