import { toProblem } from '@perennial/api-client';
import { ErrorState } from '@perennial/ui';
import { Button, Skeleton } from 'antd';
import { Bookmark, BookmarkX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { ConflictNotice } from '../../../shared/conflict/conflict-notice';
import { OnDashboards } from './on-dashboards';
import styles from './saved-line.module.css';
import { SavedMenu } from './saved-menu';
import type { Kept } from './use-kept-question';
import { useSaveChange } from './use-save-change';

const SaveQuestionDialog = lazy(() => import('./save-question-dialog'));

/** Over a question that was opened by its name: what it is called, and whether it still is that. */
export function SavedLine({ kept }: { kept: Kept }) {
  const { t } = useTranslation('dashboards');
  const mayWrite = useGrant('customers:write');
  const [isCopying, setCopying] = useState(false);
  const { save, theirs, decide } = useSaveChange(kept);
  const { asked, saved, savedId, isModified } = kept;
  if (savedId === undefined) return null;
  if (saved.isError) {
    const isGone = toProblem(saved.error).status === 404;
    return (
      <div className={styles.line}>
        {isGone ? (
          <span className={styles.gone}>
            <BookmarkX size={15} aria-hidden="true" /> {t('saved.gone')}
          </span>
        ) : (
          <ErrorState error={saved.error} onRetry={() => void saved.refetch()} compact />
        )}
        <Button size="small" type="link" onClick={kept.onLeave}>
          {t('saved.leave')}
        </Button>
      </div>
    );
  }
  if (!saved.data) {
    return (
      <div className={styles.line}>
        <Skeleton.Input active size="small" />
      </div>
    );
  }
  const { name, description } = saved.data;
  return (
    <section className={styles.whole} aria-label={t('saved.one')}>
      <div className={styles.line}>
        <h2 className={styles.name}>
          <Bookmark size={15} aria-hidden="true" /> {name}
        </h2>
        {isModified ? (
          <span className={styles.changed}>
            <span className={styles.modified}>{t('saved.modified')}</span>
            {mayWrite ? (
              <>
                <Button
                  size="small"
                  type="primary"
                  disabled={!asked || Boolean(theirs)}
                  loading={save.isPending}
                  onClick={() => save.mutate(undefined)}
                >
                  {t('saved.save')}
                </Button>
                <Button size="small" disabled={!asked} onClick={() => setCopying(true)}>
                  {t('saved.save_as')}
                </Button>
              </>
            ) : null}
            <Button size="small" type="text" onClick={() => kept.onReset()}>
              {t('saved.reset')}
            </Button>
          </span>
        ) : null}
        <span className={styles.side}>
          <OnDashboards questionId={savedId} />
          <SavedMenu saved={saved.data} canWrite={mayWrite} onLeave={kept.onLeave} />
        </span>
      </div>
      {description ? <p className={styles.description}>{description}</p> : null}
      {theirs ? (
        <ConflictNotice
          fields={[{ field: t('saved.question'), theirs: theirs.name, mine: t('saved.as_here') }]}
          isPending={save.isPending}
          {...decide}
        />
      ) : null}
      <Suspense fallback={null}>
        {isCopying && asked ? (
          <SaveQuestionDialog
            asked={asked}
            name={name}
            onSaved={kept.onSaved}
            onClose={() => setCopying(false)}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
