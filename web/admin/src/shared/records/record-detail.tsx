import { Card, useMediaQuery } from '@perennial/ui';
import type { ReactNode } from 'react';
import styles from './record-detail.module.css';
import { RecordWork, type RecordWorkProps } from './record-work';

type RecordDetailProps = RecordWorkProps & {
  /** On a page of its own, not in a drawer: facts and work stand side by side. */
  isPage: boolean;
  /** Where the record stands, and what can be done with it. */
  head: ReactNode;
  factsTitle: string;
  /** All of them, or those that matter first with the rest folded. */
  facts: (isWhole: boolean) => ReactNode;
};

/** Everything about one record: the same in the drawer and on its own page. */
export function RecordDetail({ isPage, head, factsTitle, facts, ...work }: RecordDetailProps) {
  // Where one column is left, what is to be done comes before what is known.
  const isWide = useMediaQuery('(min-width: 961px)');
  return (
    <div className={isPage ? styles.page : styles.drawer}>
      <div className={styles.about}>
        {head}
        {isPage ? <Card title={factsTitle}>{facts(isWide)}</Card> : facts(false)}
      </div>
      {isPage ? (
        <Card>
          <RecordWork {...work} />
        </Card>
      ) : (
        <RecordWork {...work} />
      )}
    </div>
  );
}
