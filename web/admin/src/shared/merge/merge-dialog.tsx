import type { LeadDuplicateReason, DuplicateReason as Reason } from '@perennial/api-client';
import { ErrorState, StatusTag } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Checkbox, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedField, type FieldChoices, neededChoices } from './compare';
import styles from './merge.module.css';
import { MergeTable } from './merge-table';
import { useMerge } from './use-merge';

type DuplicateReason = Reason | LeadDuplicateReason;
export type Duplicate<Item> = { record: Item; reasons: DuplicateReason[] };
type MergeBody = { loser_ids: string[]; field_choices: FieldChoices };

type MergeDialogProps<Item> = {
  record: Item;
  duplicates: UseQueryResult<Duplicate<Item>[], unknown>;
  /** Others may only compare. */
  canMerge?: boolean;
  nameOf: (item: Item) => string;
  /** What tells apart those of one name. */
  aboutOf: (item: Item) => string;
  fields: ComparedField<Item>[];
  /** What moves along. */
  text: string;
  tags: readonly string[];
  merge: (winner: Item, body: MergeBody) => Promise<{ data: { merge_id: string } }>;
  onMerged: (winnerId: string) => void;
  onClose: () => void;
};

/** Which records are the same, which of them stays, and whose value is kept in each field. */
export function MergeDialog<Item extends { id: string }>(props: MergeDialogProps<Item>) {
  const { record, duplicates, canMerge = true, nameOf, fields, text, onClose } = props;
  const { t } = useTranslation('merge');
  const others = duplicates.data ?? [];
  const [ticked, setTicked] = useState<ReadonlySet<string>>();
  const [winnerId, setWinnerId] = useState(record.id);
  const [choices, setChoices] = useState<FieldChoices>({});
  // A single candidate is what people came for; of several nobody should merge one unseen.
  const chosen = ticked ?? new Set(others.length === 1 ? others.map((each) => each.record.id) : []);
  const columns = [record, ...others.map((each) => each.record).filter(({ id }) => chosen.has(id))];
  const winner = columns.find(({ id }) => id === winnerId) ?? record;
  const losers = columns.filter(({ id }) => id !== winner.id);
  const mutation = useMerge(props.tags, () => {
    onClose();
    props.onMerged(winner.id);
  });
  const submit = () => {
    const body = {
      loser_ids: losers.map(({ id }) => id),
      field_choices: neededChoices([winner, ...losers], fields, choices),
    };
    mutation.mutate(() => props.merge(winner, body));
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  return (
    <Modal
      open
      width={losers.length > 1 ? 900 : 720}
      title={t('title', { name: nameOf(record) })}
      okText={t('submit', { count: losers.length + 1 })}
      okButtonProps={{ disabled: losers.length === 0, loading: mutation.isPending }}
      onOk={submit}
      onCancel={onClose}
      {...(!canMerge || (duplicates.isSuccess && others.length === 0) ? { footer: null } : {})}
    >
      {duplicates.isPending ? <Skeleton active title={false} /> : null}
      {duplicates.isError ? (
        <ErrorState error={duplicates.error} onRetry={() => void duplicates.refetch()} compact />
      ) : null}
      {duplicates.isSuccess && (canMerge || others.length === 0) ? (
        <p className={styles.text}>{others.length > 0 ? text : t('nothing')}</p>
      ) : null}
      <ul className={styles.others}>
        {others.map((other) => (
          <Candidate
            key={other.record.id}
            name={nameOf(other.record)}
            about={props.aboutOf(other.record)}
            reasons={other.reasons}
            isTicked={chosen.has(other.record.id)}
            onToggle={() => toggle(other.record.id)}
          />
        ))}
      </ul>
      {losers.length > 0 ? (
        <MergeTable
          columns={columns}
          winner={winner}
          nameOf={nameOf}
          fields={fields}
          choices={choices}
          onWinner={setWinnerId}
          onChoices={setChoices}
        />
      ) : null}
    </Modal>
  );
}

type CandidateProps = {
  name: string;
  about: string;
  reasons: DuplicateReason[];
  isTicked: boolean;
  onToggle: () => void;
};

function Candidate({ name, about, reasons, isTicked, onToggle }: CandidateProps) {
  const { t } = useTranslation('merge');
  return (
    <li className={styles.other}>
      <Checkbox checked={isTicked} onChange={onToggle}>
        {name}
      </Checkbox>
      <span className={styles.tags}>
        {reasons.map((reason) => (
          <StatusTag key={reason} tone="attention">
            {t(`reason.${reason}`)}
          </StatusTag>
        ))}
      </span>
      {about ? <span className={styles.about}>{about}</span> : null}
    </li>
  );
}
