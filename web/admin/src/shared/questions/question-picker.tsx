import type { SavedQuestion } from '@perennial/api-client';
import { cursorPaging, listSavedQuestionsInfiniteOptions } from '@perennial/api-client/queries';
import { ErrorState, RelativeTime, SearchInput } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Modal, Skeleton } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindIcons } from './kinds';
import styles from './question-picker.module.css';

type QuestionPickerProps = {
  title: string;
  /** Those that can't be chosen, and why. */
  isTaken?: (question: SavedQuestion) => boolean;
  takenText?: string;
  onChoose: (question: SavedQuestion) => void;
  onClose: () => void;
  /** Ways to questions that are not saved yet. */
  footer?: ReactNode;
};

/** Saved questions by name; a click chooses one. */
export default function QuestionPicker(props: QuestionPickerProps) {
  const { title, isTaken = () => false, takenText, onChoose, onClose, footer } = props;
  const { t } = useTranslation(['dashboards', 'kit']);
  const [q, setQ] = useState('');
  const body = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery({
    ...listSavedQuestionsInfiniteOptions({ query: { ...(q ? { q } : {}), sort: '-updated_at', limit: 20 } }),
    ...cursorPaging,
  });
  const found = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const focusSearch = (isOpen: boolean) => {
    if (isOpen) body.current?.querySelector('input')?.focus();
  };
  return (
    <Modal open title={title} footer={null} width={520} onCancel={onClose} afterOpenChange={focusSearch}>
      <div ref={body} className={styles.picker}>
        <SearchInput value={q} placeholder={t('dashboards:saved.search')} onChange={setQ} />
        {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
        ) : null}
        {query.isSuccess && found.length === 0 ? (
          <p className={styles.nothing}>{t(q ? 'dashboards:saved.nothing' : 'dashboards:saved.none')}</p>
        ) : null}
        <ul
          className={styles.questions}
          aria-label={t('dashboards:saved.title')}
          aria-busy={query.isFetching}
        >
          {found.map((question) => (
            <li key={question.id}>
              <Choice
                question={question}
                note={isTaken(question) ? takenText : undefined}
                onChoose={onChoose}
              />
            </li>
          ))}
        </ul>
        {query.hasNextPage ? (
          <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('kit:table.load_more')}
          </Button>
        ) : null}
        {footer}
      </div>
    </Modal>
  );
}

type ChoiceProps = {
  question: SavedQuestion;
  note: string | undefined;
  onChoose: (question: SavedQuestion) => void;
};

function Choice({ question, note, onChoose }: ChoiceProps) {
  const { t } = useTranslation('insights');
  const { kind } = question.question;
  const Icon = kindIcons[kind];
  return (
    <button
      type="button"
      className={styles.question}
      disabled={note !== undefined}
      onClick={() => onChoose(question)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.texts}>
        <span>{question.name}</span>
        {question.description ? <small>{question.description}</small> : null}
      </span>
      <small className={styles.side}>
        {note ?? (
          <>
            {t(`kind.${kind}`)} · <RelativeTime at={question.updated_at} />
          </>
        )}
      </small>
    </button>
  );
}
